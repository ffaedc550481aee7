package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;

/**
 * Where in the history of its topics a subscription begins. What is replayed comes before what is
 * kept from now on, without a gap and without a double between the two; signals that the same
 * session published earlier are replayed to it too.
 */
public sealed interface StartAt {

  /** With the next signal. */
  StartAt NOW = new Now();

  /**
   * With the signals that were missed since a position.
   *
   * @param position what {@link Subscription#position} or {@link Delivery#position} said
   * @return the start
   */
  static StartAt after(String position) {
    return new After(position);
  }

  /**
   * With the newest signals that are kept.
   *
   * @param count how many at most, 1 or more
   * @return the start
   */
  static StartAt last(int count) {
    return new Last(count);
  }

  /** With the next signal. */
  record Now() implements StartAt {}

  /**
   * With the signals that were missed since a position.
   *
   * @param position as it was given; not to be read or compared
   */
  record After(String position) implements StartAt {
    /**
     * Checks that there is one.
     *
     * @param position as it was given
     */
    public After {
      Objects.requireNonNull(position, "position");
    }
  }

  /**
   * With the newest signals that are kept.
   *
   * @param count how many at most
   */
  record Last(int count) implements StartAt {
    /**
     * Checks the count.
     *
     * @param count 1 or more
     * @throws PubSubException with BAD_OPTION when it is less
     */
    public Last {
      if (count < 1) {
        throw new PubSubException(
            StandardError.BAD_OPTION, "a replay needs a count of 1 or more, not " + count);
      }
    }
  }
}
