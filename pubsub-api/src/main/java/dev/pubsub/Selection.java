package dev.pubsub;

import java.util.Objects;

/**
 * Which of the signals that match its pattern a subscription wants: those of which both its parts
 * say so. Both are texts, so that a client far away can send them; the bus compiles them once.
 *
 * @param selector attributes of the signal, such as {@code message.priority:high} or {@code
 *     agent.type:demo.capability:ping}; the empty string to want all
 * @param filter an expression over headers and payload, in the language of the plugin that brings
 *     one, such as {@code payload.total > 100}; the empty string to want all
 */
public record Selection(String selector, String filter) {

  /** All signals. */
  public static final Selection ALL = new Selection("", "");

  /**
   * Checks that nothing is missing. The texts are read when they are used.
   *
   * @param selector attributes, or the empty string
   * @param filter an expression, or the empty string
   */
  public Selection {
    Objects.requireNonNull(selector, "selector");
    Objects.requireNonNull(filter, "filter");
  }

  /**
   * Whether nothing is left out.
   *
   * @return true for {@link #ALL}
   */
  public boolean isAll() {
    return selector.isEmpty() && filter.isEmpty();
  }
}
