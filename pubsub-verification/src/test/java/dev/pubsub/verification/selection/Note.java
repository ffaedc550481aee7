package dev.pubsub.verification.selection;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.signal.Priority;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** What is published. */
record Note(int id, boolean isUrgent, String agentType, String location, int n, List<String> tags) {

  static Note any(int id, Random random) {
    return new Note(
        id,
        random.nextInt(3) == 0,
        random.nextBoolean() ? "demo" : "prod",
        "node" + random.nextInt(3) + ".rack" + random.nextInt(2),
        random.nextInt(100),
        IntStream.range(0, 5).filter(i -> random.nextBoolean()).mapToObj(i -> "t" + i).toList());
  }

  PublishResult publish(Bus bus, String topic) {
    return bus.publish(
        topic,
        payload(),
        PublishOptions.DEFAULT
            .withPriority(isUrgent ? Priority.HIGH : Priority.NORMAL)
            .withHeader("agent.type", agentType)
            .withHeader("agent.location", location));
  }

  /** Every other one as text, which is read once for all. */
  private Object payload() {
    if (id % 2 == 0) {
      return Map.of("id", id, "n", n, "tags", tags);
    }
    String list = tags.isEmpty() ? "" : "\"" + String.join("\",\"", tags) + "\"";
    return "{\"id\":" + id + ",\"n\":" + n + ",\"tags\":[" + list + "]}";
  }
}
