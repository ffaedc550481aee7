package dev.pubsub.spi.edge;

import java.util.Objects;

/**
 * What a node wants of the signals that match a pattern.
 *
 * @param pattern as it was given; a topic is one, too
 * @param group whose members share the signals; the empty string for subscriptions that each want
 *     all of them, and for durable ones that nobody holds
 * @param members how many of them there are on the node; of a group at least 1, otherwise 0 where
 *     signals are only to be kept
 * @param acknowledged whether some of them acknowledge, so that a signal is to be sent again until
 *     the node has it
 */
public record Demand(String pattern, String group, int members, boolean acknowledged) {

  /**
   * Checks that it is one.
   *
   * @param pattern as it was given
   * @param group with its selection, or the empty string
   * @param members 0 or more, of a group at least 1
   * @param acknowledged whether some of them acknowledge
   */
  public Demand {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(group, "group");
    if (members < (group.isEmpty() ? 0 : 1)) {
      throw new IllegalArgumentException("a demand is of somebody, not of " + members);
    }
  }

  /**
   * The demand of one subscription that wants every signal, at most once.
   *
   * @param pattern as it was given
   * @return the demand
   */
  public static Demand ofAll(String pattern) {
    return new Demand(pattern, "", 1, false);
  }
}
