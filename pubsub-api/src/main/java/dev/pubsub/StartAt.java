package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Instant;
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

  /**
   * With the signals that were published since a moment, as far as they are kept.
   *
   * @param moment the first time that a signal may have
   * @return the start
   */
  static StartAt since(Instant moment) {
    return new Since(moment);
  }

  /**
   * Whether this names everything that came behind it, so that some of it may turn out to be
   * missing: a position, or a moment.
   *
   * @return whether there can be a gap
   */
  boolean namesAll();

  /** With the next signal. */
  record Now() implements StartAt {
    @Override
    public boolean namesAll() {
      return false;
    }
  }

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

    @Override
    public boolean namesAll() {
      return true;
    }
  }

  /**
   * With the signals that were published since a moment.
   *
   * @param moment the first time that a signal may have
   */
  record Since(Instant moment) implements StartAt {
    /**
     * Checks that there is one.
     *
     * @param moment any
     */
    public Since {
      Objects.requireNonNull(moment, "moment");
    }

    @Override
    public boolean namesAll() {
      return true;
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

    @Override
    public boolean namesAll() {
      return false;
    }
  }
}
