package dev.pubsub.spi.edge;

import java.util.Objects;

/**
 * How a part is.
 *
 * @param state whether it does its work
 * @param detail one sentence for people, with what to do where something is wrong; may be empty.
 *     Whoever can ask for the health of the server reads it: nothing secret belongs there
 */
public record Health(State state, String detail) {

  /** Nothing to say. */
  public static final Health UP = new Health(State.UP, "");

  /** Whether a part does its work, the best first. */
  public enum State {
    /** It does. */
    UP,
    /** It does, but less of it, or somebody should look. */
    DEGRADED,
    /** It does not. */
    DOWN
  }

  /**
   * Checks that nothing is missing.
   *
   * @param state whether it does its work
   * @param detail one sentence
   */
  public Health {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
  }

  /**
   * It does its work, but somebody should look.
   *
   * @param detail at what
   * @return the health
   */
  public static Health degraded(String detail) {
    return new Health(State.DEGRADED, detail);
  }

  /**
   * It does not do its work.
   *
   * @param detail why not
   * @return the health
   */
  public static Health down(String detail) {
    return new Health(State.DOWN, detail);
  }
}
