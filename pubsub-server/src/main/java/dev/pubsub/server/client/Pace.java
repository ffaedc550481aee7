package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * How fast a bus was between two answers of {@code /stats}, by the clock of the server.
 *
 * @param before the earlier one
 * @param now the later one
 */
record Pace(JsonNode before, JsonNode now) {

  private record Topic(String name, long messages, long more, int subscribers) {}

  /** For people: the whole bus, then so many topics, the busiest first. */
  String show(int topics) {
    JsonNode performance = now.path("performance");
    String queues =
        "waiting %s at most, %s without the worst hundredth; p99 of handling %s ms"
            .formatted(
                performance.path("queue_depth_max").asText(),
                performance.path("queue_depth_p99").asText(),
                performance.path("processing_ms_p99").asText());
    return String.join("\n", figures().toString(), queues, "", busiest(topics).toString());
  }

  private Table figures() {
    Table table = new Table().row("", "PER SECOND", "SINCE THE START");
    for (String figure : List.of("published", "delivered", "dropped", "rejected")) {
      long total = total(now, figure);
      table.row(figure, perSecond(total - total(before, figure)), Long.toString(total));
    }
    return table;
  }

  private static long total(JsonNode stats, String figure) {
    return stats.path("messages").path(figure).asLong();
  }

  private Table busiest(int count) {
    Map<String, Long> earlier = new HashMap<>();
    details(before)
        .forEach(
            topic ->
                earlier.put(topic.path("name").asText(), topic.path("message_count").asLong()));
    Table table = new Table().row("TOPIC", "PER SECOND", "MESSAGES", "SUBSCRIBERS");
    StreamSupport.stream(details(now).spliterator(), false)
        .map(topic -> topic(topic, earlier))
        .sorted(Comparator.comparingLong(Topic::more).reversed().thenComparing(Topic::name))
        .limit(count)
        .forEach(
            topic ->
                table.row(
                    topic.name(),
                    perSecond(topic.more()),
                    Long.toString(topic.messages()),
                    Integer.toString(topic.subscribers())));
    return table;
  }

  private static JsonNode details(JsonNode stats) {
    return stats.path("topics").path("details");
  }

  private static Topic topic(JsonNode topic, Map<String, Long> earlier) {
    String name = topic.path("name").asText();
    long messages = topic.path("message_count").asLong();
    // One that is made anew begins at nothing.
    long since = Math.min(earlier.getOrDefault(name, 0L), messages);
    return new Topic(name, messages, messages - since, topic.path("subscriber_count").asInt());
  }

  private String perSecond(long more) {
    double seconds = Duration.between(time(before), time(now)).toNanos() / 1e9;
    return seconds <= 0 ? "" : Long.toString(Math.round(more / seconds));
  }

  private static Instant time(JsonNode stats) {
    return Instant.parse(stats.path("system").path("timestamp").asText());
  }
}
