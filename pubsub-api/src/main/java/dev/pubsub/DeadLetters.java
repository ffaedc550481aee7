package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import java.util.List;

/**
 * The signals that a subscription with the policy {@link Overflow#DEAD_LETTER} had no room for. The
 * newest are kept, as many as the setting {@code deadletters.max} says.
 *
 * <p>All methods may be called on any thread.
 */
public interface DeadLetters {

  /**
   * The newest first.
   *
   * @param limit how many at most, 1 or more
   * @return as they are now
   * @throws PubSubException with BAD_OPTION when the limit is less than 1
   */
  List<DeadLetter> list(int limit);

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
   * @param signal the signal
   * @param pattern what the subscription had asked for
   * @param reason why it is here
   */
  record DeadLetter(Signal signal, String pattern, DropReason reason) {}
}
