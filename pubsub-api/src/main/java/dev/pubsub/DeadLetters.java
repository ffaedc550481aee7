package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The signals that a subscription did not get and that were set aside for it: because it
 * {@linkplain Delivery#reject rejected} them, had them as often as {@link Acknowledgement} allows,
 * had no room and the policy {@link Overflow#DEAD_LETTER}, or, where the setting {@code
 * deadletters.expired} says so, did not receive them before their time to live was over. The newest
 * are kept, as many as the settings {@code deadletters.max} and {@code deadletters.max-bytes} say.
 *
 * <p>All methods may be called on any thread; none blocks.
 */
public interface DeadLetters {

  /** The pattern of all topics. */
  String ALL = "**";

  /**
   * The newest first.
   *
   * @param limit how many at most, 1 or more
   * @return as they are now
   * @throws PubSubException with BAD_OPTION when the limit is less than 1
   */
  default List<DeadLetter> list(int limit) {
    return list(ALL, 0, limit);
  }

  /**
   * A page of them, the newest first.
   *
   * @param topics a topic or a pattern: only signals of these
   * @param after the id of the last one of the page before; 0 to begin with the newest
   * @param limit how many at most, 1 or more
   * @return as they are now
   * @throws PubSubException with BAD_OPTION when the limit is less than 1 or {@code after}
   *     negative, with BAD_PATTERN when the pattern cannot be read
   */
  List<DeadLetter> list(String topics, long after, int limit);

  /**
   * Looks one up.
   *
   * @param id its id
   * @return what is kept; empty when there is none, or none any more
   */
  Optional<DeadLetter> find(long id);

  /**
   * Delivers one anew, as if it had just been published, to the subscription that it was for; when
   * that is closed, to all that are open to the same pattern now. Nobody else gets it again. The
   * signal keeps its id, and its attempts begin at 1; it is counted as matched once more.
   *
   * @param id its id
   * @return accepted, with the number of subscriptions, and it is no dead letter any more; or
   *     rejected, and it is kept: DEAD_LETTER_NOT_FOUND, NOBODY_SUBSCRIBED when there is no such
   *     subscription, OVERLOADED when one has no room
   * @throws PubSubException with CLOSED when the bus or this session is closed
   */
  PublishResult redrive(long id);

  /**
   * Redrives all that there are now, the oldest first. Those that are rejected are kept.
   *
   * @param topics a topic or a pattern: only signals of these
   * @return how many were accepted
   * @throws PubSubException with BAD_PATTERN when the pattern cannot be read, with CLOSED when the
   *     bus or this session is closed
   */
  int redriveAll(String topics);

  /**
   * Forgets one for good.
   *
   * @param id its id
   * @return false when there was none
   */
  boolean purge(long id);

  /**
   * Forgets all that there are now for good.
   *
   * @param topics a topic or a pattern: only signals of these
   * @return how many
   * @throws PubSubException with BAD_PATTERN when the pattern cannot be read
   */
  int purgeAll(String topics);

  /**
   * Counts them.
   *
   * @return how many are kept now
   */
  int count();

  /**
   * Counts those that are gone.
   *
   * @return how many had to make room for newer ones
   */
  long forgotten();

  /**
   * One signal that one subscription did not get.
   *
   * @param id 1 and up, in the order in which they were set aside; never given twice while the bus
   *     is open
   * @param signal the signal
   * @param pattern what the subscription had asked for
   * @param reason why it is here
   * @param description the same in a sentence: the reason that the subscriber gave, or what it
   *     threw
   * @param attempts how often it was delivered, 0 when there was no room for it
   * @param time when it was set aside
   */
  record DeadLetter(
      long id,
      Signal signal,
      String pattern,
      DropReason reason,
      String description,
      int attempts,
      Instant time) {}
}
