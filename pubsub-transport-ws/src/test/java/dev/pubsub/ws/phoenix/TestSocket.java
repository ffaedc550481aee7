package dev.pubsub.ws.phoenix;

import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.ws.control.ControlChannels;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client on a real bus, without any socket. Frames are written with ' in place of ". */
public final class TestSocket implements AutoCloseable {

  /** The time at which everything happens. */
  public static final String NOW = "2030-01-01T00:00:00Z";

  /** The name that every client has. */
  public static final String CLIENT_ID = "client-1";

  private final Json json = new Json(64);
  private final Serializers serializers = new Serializers(json);
  private final Map<String, ChannelKind> named = new HashMap<>();
  private final PubSub pubsub;
  private final ControlChannels control;
  private final RecordingWire wire = new RecordingWire();
  private final PhoenixSocket socket;
  private int seen;

  /** A client; the settings are keys of the bus and their values in turn. */
  public TestSocket(boolean v2, Limits limits, Map<String, ChannelKind> more, String... settings) {
    Clock clock = Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC);
    PubSubBuilder builder = PubSub.builder().discover(false).clock(clock);
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    this.pubsub = builder.open();
    this.control = new ControlChannels(clock, limits, serializers, json);
    named.put(ControlChannels.TOPIC, control);
    named.putAll(more);
    Session session =
        pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.ofCapacity(10));
    Serializer serializer = v2 ? serializers.v2() : serializers.v1();
    Client client = new Client(CLIENT_ID, session, serializer, wire, new Losses());
    Channels channels =
        new Channels(named, new TopicChannels(new Forms(serializers, json), limits));
    this.socket = new PhoenixSocket(client, channels, limits);
  }

  /** A client that speaks serializer 2.0.0. */
  public static TestSocket v2() {
    return v2On();
  }

  /** A client that speaks serializer 2.0.0, on a bus with some settings. */
  public static TestSocket v2On(String... settings) {
    return new TestSocket(true, new Limits(100, 100, 10, 0, 10), Map.of(), settings);
  }

  /** A client that speaks serializer 1.0.0. */
  public static TestSocket v1() {
    return new TestSocket(false, new Limits(100, 100, 10, 0, 10), Map.of());
  }

  public PubSub pubsub() {
    return pubsub;
  }

  public ControlChannels control() {
    return control;
  }

  public RecordingWire wire() {
    return wire;
  }

  PhoenixSocket socket() {
    return socket;
  }

  /** Says something and returns the answers, which are there at once. */
  public List<String> say(String message) throws ProtocolViolation {
    int before = wire.answers().size();
    socket.text(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return plain(wire.answers(), before);
  }

  /** The messages since the last look that answer nothing. */
  public List<String> heard() {
    List<String> news = plain(wire.pushes(), seen);
    seen += news.size();
    return news;
  }

  /** Waits for so many messages more that answer nothing. */
  public List<String> await(int count) throws InterruptedException {
    List<String> news = plain(wire.awaitPushes(seen, count), 0);
    seen += count;
    return news;
  }

  private static List<String> plain(List<String> messages, int from) {
    return messages.stream().skip(from).map(message -> message.replace('"', '\'')).toList();
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
