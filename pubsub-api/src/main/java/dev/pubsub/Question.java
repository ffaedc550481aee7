package dev.pubsub;

import dev.pubsub.signal.Signal;

/**
 * A question in the hands of a {@link Responder}, who answers it once: with one {@link #reply},
 * with any number of {@link #next} and one {@link #end} or {@link #reply}, or with {@link #fail},
 * {@link #leave} or {@link #cede}. That ends it, and whatever is called afterwards does nothing and
 * returns false.
 *
 * <p>All methods may be called on any thread, while the responder is called or later. Replies are
 * published by the session of the responder to the topic that the question names. Where there is no
 * room for one, a thread that is not of the bus waits, up to five seconds; after that the question
 * fails.
 */
public interface Question {

  /**
   * The question itself.
   *
   * @return the signal that was published
   */
  Signal signal();

  /**
   * Has what is replied from now on come from somebody else, for whom the responder answers. What
   * is said when the responder is gone comes from the bus, as ever.
   *
   * @param principal who answers; the source of the replies
   * @throws dev.pubsub.error.PubSubException with FORBIDDEN when the session of the responder may
   *     not act for others, as {@link Bus#as} has it
   */
  void answerAs(Principal principal);

  /**
   * Replies, and ends the question.
   *
   * @param payload what the asker receives, passed by reference
   * @return whether it is on its way; false when the question has ended, or names no topic for
   *     replies
   */
  boolean reply(Object payload);

  /**
   * Replies, and leaves the question open for more.
   *
   * @param payload what the asker receives, passed by reference
   * @return whether it is on its way; false when the question has ended
   */
  boolean next(Object payload);

  /**
   * Says that all was said.
   *
   * @return whether that is on its way; false when the question has ended
   */
  boolean end();

  /**
   * Says that there will be no reply, or no more.
   *
   * @param sentence says why; the asker reads it
   * @return whether that is on its way; false when the question has ended
   */
  boolean fail(String sentence);

  /**
   * Says that whoever had the question is gone: the asker learns of it as when the subscription of
   * a responder ends, with RESPONDER_GONE.
   *
   * @return whether that is on its way; false when the question has ended
   */
  boolean leave();

  /**
   * Ends it here without a word to whoever asked: somebody else has it, and answers.
   *
   * @return whether it was open until now
   */
  boolean cede();

  /**
   * Whether nobody waits for replies any more: the asker gave up or has enough, the subscription of
   * the responder ended, or it was ceded. The question has ended, then.
   *
   * @return true once it is so
   */
  boolean isCancelled();

  /**
   * Has something done once when the question is cancelled; at once if it is already, and never if
   * it ends otherwise. It is run on a thread of its own and may block.
   *
   * @param action what to do, such as to stop a computation
   */
  void onCancel(Runnable action);
}
