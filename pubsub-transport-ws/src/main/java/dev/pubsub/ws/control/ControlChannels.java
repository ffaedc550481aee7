package dev.pubsub.ws.control;

import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.ChannelKind;
import dev.pubsub.ws.phoenix.Form;
import dev.pubsub.ws.phoenix.JoinOutcome;
import dev.pubsub.ws.phoenix.JoinRequest;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.Payloads;
import dev.pubsub.ws.phoenix.Serializer;
import dev.pubsub.ws.phoenix.Serializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All control channels that are open. */
public final class ControlChannels implements ChannelKind {

  /** The topic of the channel. */
  public static final String TOPIC = "pubsub";

  private final Clock clock;
  private final Limits limits;
  private final Json json;
  private final Payloads payloads;
  private final Map<Serializer, Form> forms;
  private final PatternCounts patterns = new PatternCounts();
  private final Set<ControlChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * The kind.
   *
   * @param clock the time that answers carry
   * @param limits what one client may ask for
   * @param serializers the forms of messages
   * @param json how values are written
   */
  public ControlChannels(Clock clock, Limits limits, Serializers serializers, Json json) {
    this.clock = clock;
    this.limits = limits;
    this.json = json;
    this.payloads = new Payloads(json);
    this.forms =
        Map.of(
            serializers.v1(), new Form(signal -> event(serializers.v1(), signal)),
            serializers.v2(), new Form(signal -> event(serializers.v2(), signal)));
  }

  @Override
  public JoinOutcome join(JoinRequest request) {
    Form form = forms.get(request.client().serializer());
    if (form == null) {
      throw new IllegalArgumentException("a serializer of another transport");
    }
    ControlChannel channel =
        new ControlChannel(request, form, new Answers(clock), patterns, limits, open::remove);
    open.add(channel);
    return new JoinOutcome.Joined(channel, channel.greeting());
  }

  /** Tells all clients what they lost since the last call. For the scheduler's thread. */
  public void tellLosses() {
    open.forEach(ControlChannel::tellLosses);
  }

  private Frame event(Serializer serializer, Signal signal) {
    byte[] message = payloads.object(signal);
    ByteArrayOutputStream event = new ByteArrayOutputStream(message.length + 128);
    event.writeBytes(ascii("{\"type\":\"event\",\"topic\":"));
    event.writeBytes(json.write(signal.topic()));
    event.writeBytes(ascii(",\"message\":"));
    event.writeBytes(message);
    event.writeBytes(ascii(",\"ts\":\"" + Instant.ofEpochMilli(signal.timeMillis()) + '"'));
    event.writeBytes(signal.headers().isEmpty() ? ascii("}") : rest(signal.headers()));
    return serializer.broadcast(TOPIC, "message", event.toByteArray());
  }

  /** The headers, and of a question where to reply: what follows the other fields. */
  private byte[] rest(Headers headers) {
    Map<String, Object> fields = Json.object("headers", headers.asMap());
    Optional<String> replyTo = headers.get(ReplyHeaders.REPLY_TO);
    if (replyTo.isPresent()) {
      fields.put("reply_to", replyTo.get());
      fields.put("correlation", headers.getOrDefault(ReplyHeaders.CORRELATION, ""));
    }
    byte[] object = json.write(fields);
    object[0] = ',';
    return object;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
