package dev.pubsub;

import java.time.Instant;
import java.util.Objects;

/**
 * One step on the way of a signal, as a node noted it.
 *
 * @param node the name of the node; the empty string where it has none
 * @param at when, by the clock of that node
 * @param step what happened
 * @param where the pattern of the subscription that it happened to; for {@link Step#PUBLISHED},
 *     {@link Step#ARRIVED} and what an interceptor takes out the topic, for {@link Step#SENT} the
 *     empty string
 * @param detail more about it in a few words, perhaps the empty string
 */
public record Hop(String node, Instant at, Step step, String where, String detail) {

  /** What may happen to a signal. */
  public enum Step {
    /** It was accepted; the detail says how many subscriptions it matched. */
    PUBLISHED,
    /** It came from another node; the detail says how many subscriptions it matched. */
    ARRIVED,
    /** It was handed to what brings it to other nodes; the detail names those chosen, if any. */
    SENT,
    /** The subscription did not ask for it; the detail is what it asks for. */
    FILTERED,
    /** The subscriber has handled it, or has it in its hands if it acknowledges. */
    DELIVERED,
    /** Its last byte was handed to the socket of a client; the detail is the connection. */
    WRITTEN,
    /** The subscriber has acknowledged it. */
    ACKNOWLEDGED,
    /** It will be delivered once more; the detail says why. */
    RETRIED,
    /** Another member of the group has it instead. */
    HANDED_ON,
    /** The subscription does not get it; the detail is the reason, as in the figures. */
    DROPPED
  }

  /**
   * Checks that nothing is missing.
   *
   * @param node the name of the node
   * @param at when
   * @param step what happened
   * @param where to whom
   * @param detail more about it
   */
  public Hop {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(detail, "detail");
  }
}
