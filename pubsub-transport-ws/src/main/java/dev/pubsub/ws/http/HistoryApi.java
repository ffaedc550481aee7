package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.HistoryPage;
import dev.pubsub.StartAt;
import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Payloads;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of a topic, or of all that match a pattern, a page at a time. */
final class HistoryApi {

  /** The page of whoever asks for none. */
  private static final int PAGE = 100;

  /** A page with more ends behind the message that exceeds it. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final byte[] UNREADABLE = "null".getBytes(StandardCharsets.US_ASCII);

  private final Bus bus;
  private final Payloads payloads;
  private final int maxLimit;
  private final Clock clock;

  /**
   * The history of a bus.
   *
   * @param maxLimit the most signals that a client may ask for at once
   */
  HistoryApi(Bus bus, Json json, int maxLimit, Clock clock) {
    this.bus = bus;
    this.payloads = new Payloads(json);
    this.maxLimit = maxLimit;
    this.clock = clock;
  }

  Response read(Request request, String topic) throws ApiError {
    TopicPattern pattern = TopicPattern.parse(topic, TopicSyntax.COLON);
    if (pattern.isExact() && bus.topics().find(topic).isEmpty()) {
      throw ApiError.topicNotFound(topic);
    }
    Beginnings asked = new Beginnings(request.query(), maxLimit);
    int limit = asked.count("limit").orElse(Math.min(PAGE, maxLimit));
    StartAt start = asked.start("after", "since").orElse(StartAt.last(limit));
    return Response.of(200, shown(topic, bus.history(topic, start, limit)));
  }

  private Map<String, ?> shown(String topic, HistoryPage page) {
    List<Map<String, ?>> messages = new ArrayList<>();
    Optional<String> position = page.position();
    long bytes = 0;
    for (HistoryPage.Entry entry : page.entries()) {
      byte[] message = message(entry.signal());
      bytes += message.length;
      messages.add(shown(entry, message));
      if (bytes > PAGE_BYTES) {
        position = Optional.of(entry.position());
        break;
      }
    }
    Map<String, @Nullable Object> content =
        Json.object("topic", topic, "messages", messages, "count", messages.size());
    content.put("position", position.orElse(null));
    content.put("gap", page.gap());
    content.put("timestamp", clock.instant().toString());
    return content;
  }

  /** What cannot be written must not hide the others; nobody can publish null. */
  private byte[] message(Signal signal) {
    try {
      return payloads.value(signal);
    } catch (IllegalArgumentException e) {
      return UNREADABLE;
    }
  }

  private static Map<String, ?> shown(HistoryPage.Entry entry, byte[] message) {
    Signal signal = entry.signal();
    Map<String, Object> shown =
        Json.object(
            "id", signal.id().toString(),
            "topic", signal.topic(),
            "type", signal.type(),
            "message", Json.written(message),
            "ts", Instant.ofEpochMilli(signal.timeMillis()).toString(),
            "position", entry.position());
    Payloads.addHeaders(shown, signal);
    return shown;
  }
}
