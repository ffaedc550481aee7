package dev.pubsub.ws.phoenix;

import dev.pubsub.DropReason;
import dev.pubsub.Subscription;
import dev.pubsub.ws.json.Json;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The signals that one client lost, and how many of them it has been told of. */
public final class Losses {

  private final Map<Subscription, Map<DropReason, Long>> told = new ConcurrentHashMap<>();

  /** Of a client that has subscribed to nothing yet. */
  public Losses() {}

  /**
   * Begins to watch a subscription of the client. Any thread.
   *
   * @param subscription just opened
   */
  public void watch(Subscription subscription) {
    told.put(subscription, new EnumMap<>(DropReason.class));
  }

  /**
   * Ends watching. Any thread.
   *
   * @param subscription about to be closed
   */
  public void forget(Subscription subscription) {
    told.remove(subscription);
  }

  /**
   * What is watched. Any thread.
   *
   * @return a live view of the open subscriptions of the client
   */
  public Set<Subscription> subscriptions() {
    return Collections.unmodifiableSet(told.keySet());
  }

  /**
   * Tells of what was lost since the last call. Not for two threads at once.
   *
   * @param listener called once for each topic or pattern of which something was lost
   */
  public void tell(Listener listener) {
    Map<String, Map<DropReason, Long>> news = new TreeMap<>();
    told.forEach((subscription, before) -> add(subscription, before, news));
    news.forEach(listener::lost);
  }

  private static void add(
      Subscription subscription,
      Map<DropReason, Long> before,
      Map<String, Map<DropReason, Long>> news) {
    subscription
        .stats()
        .dropped()
        .forEach(
            (reason, count) -> {
              Long known = before.put(reason, count);
              long more = count - (known == null ? 0 : known);
              if (more > 0) {
                news.computeIfAbsent(
                        subscription.pattern(), pattern -> new EnumMap<>(DropReason.class))
                    .merge(reason, more, Long::sum);
              }
            });
  }

  /**
   * Losses as a client is told of them.
   *
   * @param topic the topic or pattern subscribed to
   * @param counts how many for each reason, at least one
   * @param now the present
   * @return <code>{"topic","count","reason","reasons","ts"}</code>
   */
  public static Map<String, Object> shown(String topic, Map<DropReason, Long> counts, String now) {
    Map<String, Object> reasons = new LinkedHashMap<>();
    counts.forEach((reason, count) -> reasons.put(lowerCase(reason), count));
    return Json.object(
        "topic", topic,
        "count", counts.values().stream().mapToLong(Long::longValue).sum(),
        "reason", lowerCase(mostOf(counts)),
        "reasons", reasons,
        "ts", now);
  }

  private static DropReason mostOf(Map<DropReason, Long> counts) {
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static String lowerCase(DropReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** Hears of losses. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Signals were lost.
     *
     * @param topic the topic or pattern subscribed to
     * @param counts how many for each reason, without those that are zero
     */
    void lost(String topic, Map<DropReason, Long> counts);
  }
}
