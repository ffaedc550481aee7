package dev.pubsub.ws.sse;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.StartAt;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.ws.frame.Chunk;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Losses;
import dev.pubsub.ws.phoenix.Payloads;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes events. A signal is an event of its type, or of none where it has no type that could be
 * one, with <code>{"topic","type","id","message","ts"}</code> as data, its {@code headers} where it
 * has any, and its position as id. It is written once for all clients; its id comes before it, in a
 * chunk of its own.
 */
public final class EventWriter {

  /** An event that says nothing, by which both sides know that the other is there. */
  public static final Chunk HEARTBEAT = chunk(":\n\n");

  private static final String SUBSCRIBED = "subscribed";
  private static final String GAP = "gap";
  private static final String DROPPED = "dropped";

  /** Events that are not signals; the first two are those of the browser itself. */
  private static final Set<String> RESERVED = Set.of("open", "error", SUBSCRIBED, GAP, DROPPED);

  private final Json json;
  private final Payloads payloads;
  private final Clock clock;
  private final Encoder<Chunk> form = this::event;

  /**
   * A writer.
   *
   * @param json how values are written
   * @param clock the time that events carry
   */
  public EventWriter(Json json, Clock clock) {
    this.json = json;
    this.payloads = new Payloads(json);
    this.clock = clock;
  }

  /**
   * The event of a signal, which all clients share.
   *
   * @param delivery the signal
   * @return what is to be written behind its {@link #id}
   */
  public Chunk event(Delivery delivery) {
    return delivery.shared(form);
  }

  private Chunk event(Signal signal) {
    String type = signal.type();
    Map<String, Object> data =
        Json.object(
            "topic", signal.topic(),
            "type", type,
            "id", signal.id().toString(),
            "message", Json.written(payloads.value(signal)),
            "ts", Instant.ofEpochMilli(signal.timeMillis()).toString());
    Payloads.addHeaders(data, signal);
    return event(isEvent(type) ? type : "", json.write(data));
  }

  private static boolean isEvent(String type) {
    return !RESERVED.contains(type) && isLine(type);
  }

  private static boolean isLine(String text) {
    return text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
  }

  /**
   * The id of the event that follows, with which a client resumes.
   *
   * @param position of the signal
   * @return what is to be written before its event; empty where there is none
   */
  public Optional<Chunk> id(Optional<String> position) {
    return position.filter(EventWriter::isLine).map(text -> chunk("id: " + text + "\n"));
  }

  /**
   * The first event of a stream, and another one if there is a gap.
   *
   * <p>Where nothing is replayed the first has an id, so that a client that is cut off before any
   * signal comes can resume, too. Where something is, the client has a better id already.
   *
   * @param subscription just opened
   * @param start where it begins
   * @param retry after which time a client that is cut off should come back
   * @return what is to be written before all signals
   */
  public Chunk greeting(Subscription subscription, StartAt start, Duration retry) {
    Map<String, Object> data = Json.object("topic", subscription.pattern());
    subscription.position().ifPresent(position -> data.put("position", position));
    if (start.namesAll()) {
      data.put("recovered", subscription.recovered());
    }
    data.put("ts", clock.instant().toString());
    Chunk greeting = event(SUBSCRIBED, json.write(data));
    Optional<Chunk> id = start.equals(StartAt.NOW) ? id(subscription.position()) : Optional.empty();
    Chunk all = Chunk.of(retry(retry), id.orElse(Chunk.EMPTY), greeting);
    return start.namesAll() && !subscription.recovered()
        ? Chunk.of(all, event(GAP, json.write(data)))
        : all;
  }

  /**
   * After which time a client should come back once the stream ends.
   *
   * @param time in whole milliseconds
   * @return a line that is no event
   */
  public static Chunk retry(Duration time) {
    return chunk("retry: " + time.toMillis() + "\n");
  }

  /**
   * Tells of signals that were lost.
   *
   * @param topic the topic or pattern
   * @param counts how many for each reason
   * @return an event
   */
  public Chunk dropped(String topic, Map<DropReason, Long> counts) {
    return event(DROPPED, json.write(Losses.shown(topic, counts, clock.instant().toString())));
  }

  /** JSON as we write it has no line breaks. */
  private static Chunk event(String name, byte[] data) {
    String head = name.isEmpty() ? "data: " : "event: " + name + "\ndata: ";
    return Chunk.of(chunk(head), new Chunk(data), chunk("\n\n"));
  }

  private static Chunk chunk(String text) {
    return new Chunk(text.getBytes(StandardCharsets.UTF_8));
  }
}
