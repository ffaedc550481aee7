package dev.pubsub;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What became of patterns that were subscribed to together.
 *
 * @param results of each pattern, in the order in which they were given
 */
public record SubscribeResults(List<SubscribeResult> results) implements AutoCloseable {

  /**
   * Copies the list.
   *
   * @param results of each pattern
   */
  public SubscribeResults {
    results = List.copyOf(results);
  }

  /** What became of one pattern. */
  public sealed interface SubscribeResult {

    /**
     * It is subscribed to.
     *
     * @param subscription the open subscription, which may be closed alone
     */
    record Opened(Subscription subscription) implements SubscribeResult {}

    /**
     * It was refused; the others were not.
     *
     * @param pattern as it was given
     * @param code the stable code of the refusal
     * @param reason one sentence that says what was wrong
     */
    record Refused(String pattern, ErrorCode code, String reason) implements SubscribeResult {}
  }

  /**
   * Subscribes to each of several patterns.
   *
   * @param patterns topic names and patterns
   * @param subscribe subscribes to one, or throws a {@link PubSubException}
   * @return what became of each
   */
  public static SubscribeResults of(
      List<String> patterns, Function<String, Subscription> subscribe) {
    return new SubscribeResults(patterns.stream().map(pattern -> one(pattern, subscribe)).toList());
  }

  private static SubscribeResult one(String pattern, Function<String, Subscription> subscribe) {
    try {
      return new SubscribeResult.Opened(subscribe.apply(pattern));
    } catch (PubSubException e) {
      return new SubscribeResult.Refused(pattern, e.code(), e.getMessage());
    }
  }

  /**
   * Those that were opened, also if they were closed since.
   *
   * @return the subscriptions
   */
  public Stream<Subscription> opened() {
    return results.stream()
        .filter(SubscribeResult.Opened.class::isInstance)
        .map(result -> ((SubscribeResult.Opened) result).subscription());
  }

  /** Ends all subscriptions that are still open. */
  @Override
  public void close() {
    opened().forEach(Subscription::close);
  }
}
