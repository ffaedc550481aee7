package dev.pubsub.agents.agent;

import dev.pubsub.signal.Signal;

/**
 * One signal in the hands of an agent. A question may be answered now or later, on any thread. Who
 * asked this agent learns of it when the agent fails with the question in hand, or ends, or loses
 * its state, before it was answered; the last that may answer is {@link Agent#stopped}.
 */
public interface Mail {

  /**
   * What was published.
   *
   * @return the signal; its source is the id of the agent that sent it, or the name of whoever else
   *     did
   */
  Signal signal();

  /**
   * What it says.
   *
   * @return the payload of the signal
   */
  default Object payload() {
    return signal().payload();
  }

  /**
   * Whether somebody waits for a reply.
   *
   * @return whether it was asked, and not merely told
   */
  boolean isQuestion();

  /**
   * Replies, and ends the question.
   *
   * @param payload what the asker receives, passed by reference
   * @return whether it is on its way; false when it is no question, or has ended
   */
  boolean reply(Object payload);

  /**
   * Replies, and leaves the question open for more.
   *
   * @param payload what the asker receives, passed by reference
   * @return whether it is on its way
   */
  boolean next(Object payload);

  /**
   * Says that all was said.
   *
   * @return whether that is on its way
   */
  boolean end();

  /**
   * Says that there will be no reply, or no more.
   *
   * @param sentence says why; the asker reads it
   * @return whether that is on its way
   */
  boolean fail(String sentence);
}
