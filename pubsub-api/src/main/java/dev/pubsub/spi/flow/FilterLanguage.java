package dev.pubsub.spi.flow;

/** Reads the content filters of subscriptions. One plugin of an assembly may bring one. */
@FunctionalInterface
public interface FilterLanguage {

  /**
   * Compiles an expression. Called once for each subscription that has one, on the thread that
   * subscribes. The expression may come from a stranger.
   *
   * @param expression what the subscriber wrote, not empty
   * @return the filter
   * @throws dev.pubsub.error.PubSubException with BAD_SELECTION and a sentence that says what is
   *     wrong and at which character, when it cannot be read or would cost too much
   */
  Filter compile(String expression);
}
