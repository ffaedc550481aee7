package dev.pubsub.cluster.wire;

import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a signal as a record of its own, and reads it. What later versions put behind the fields
 * of today is passed over.
 */
public final class SignalCodec {

  private SignalCodec() {}

  /**
   * Writes a signal.
   *
   * @param to is as before when the signal cannot be written
   * @param signal to be carried
   * @return null when it is written; otherwise what in it is not carried, such as the name of a
   *     class
   */
  public static @Nullable String write(FrameWriter to, Signal signal) {
    int before = to.size();
    to.fixed(signal.id().high());
    to.fixed(signal.id().low());
    to.text(signal.topic());
    to.text(signal.type());
    to.text(signal.source());
    to.text(signal.key());
    to.octet(urgency(signal.priority()));
    writeHeaders(to, signal.headers());
    to.signed(signal.timeMillis());
    to.signed(signal.expiresAtMillis());
    String fault = Values.write(to, signal.payload());
    if (fault != null) {
      to.back(before);
    }
    return fault;
  }

  private static int urgency(Priority priority) {
    return switch (priority) {
      case LOW -> 0;
      case NORMAL -> 1;
      case HIGH -> 2;
    };
  }

  private static Priority priority(int urgency) throws MalformedFrame {
    return switch (urgency) {
      case 0 -> Priority.LOW;
      case 1 -> Priority.NORMAL;
      case 2 -> Priority.HIGH;
      default -> throw new MalformedFrame("there is no priority " + urgency);
    };
  }

  private static void writeHeaders(FrameWriter to, Headers headers) {
    to.number(headers.size());
    if (!headers.isEmpty()) {
      for (Map.Entry<String, String> each : headers.asMap().entrySet()) {
        to.text(each.getKey());
        to.text(each.getValue());
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param written the whole of it
   * @return the signal
   * @throws MalformedFrame when it is none
   */
  public static Signal read(byte[] written) throws MalformedFrame {
    return read(new FrameReader(written, 0, written.length));
  }

  static Signal read(FrameReader from) throws MalformedFrame {
    SignalId id = new SignalId(from.fixed(), from.fixed());
    String topic = from.text();
    String type = from.text();
    String source = from.text();
    String key = from.text();
    Priority priority = priority(from.octet());
    Headers headers = readHeaders(from);
    long time = from.signed();
    long expiry = from.signed();
    Object payload = Values.read(from);
    if (payload == null) {
      throw new MalformedFrame("a signal has a payload");
    }
    return new Signal(id, topic, type, source, key, priority, headers, payload, time, expiry);
  }

  private static Headers readHeaders(FrameReader from) throws MalformedFrame {
    int count = from.count();
    if (count > Headers.MAX_COUNT) {
      throw new MalformedFrame("a signal has at most " + Headers.MAX_COUNT + " headers");
    }
    Headers headers = Headers.NONE;
    for (int i = 0; i < count; i++) {
      headers = with(headers, from.text(), from.text());
    }
    return headers;
  }

  private static Headers with(Headers headers, String name, String text) throws MalformedFrame {
    try {
      return headers.with(name, text);
    } catch (PubSubException e) {
      throw new MalformedFrame("a header breaks a rule");
    }
  }
}
