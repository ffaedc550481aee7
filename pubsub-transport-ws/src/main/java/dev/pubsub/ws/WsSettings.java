package dev.pubsub.ws;

import dev.pubsub.Overflow;
import dev.pubsub.config.Setting;
import dev.pubsub.ws.phoenix.OriginRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The settings of the transport, under {@code pubsub.plugin.ws.}. */
final class WsSettings {

  static final Setting<String> HOST =
      Setting.text("host", "127.0.0.1", "The name or address of the interface to listen on.");

  static final Setting<Integer> PORT =
      Setting.number("port", 4000, 0, 65535, "The port to listen on; 0 for any that is free.");

  static final Setting<OriginRule> ORIGINS =
      new Setting<OriginRule>(
              "origins",
              "",
              "Origins of web pages that may open a WebSocket or a stream of events, or change anything"
                  + " by HTTP, split by commas, such as https://example.com or //*.example.com, null for pages opened as a file;"
                  + " empty for pages of the host connected to.",
              WsSettings::origins)
          .changeable();

  static final Setting<Duration> IDLE_TIMEOUT =
      Setting.duration(
          "idle.timeout", "60s", "After so long without anything received a WebSocket is closed.");

  static final Setting<Integer> FRAME_MAX =
      Setting.number(
          "frame.max",
          1 << 20,
          125,
          1 << 28,
          "The most bytes in a WebSocket frame from a client, 125 to 268435456.");

  static final Setting<Integer> MESSAGE_MAX =
      Setting.number(
          "message.max",
          1 << 20,
          125,
          1 << 28,
          "The most bytes in a WebSocket message from a client, 125 to 268435456.");

  static final Setting<Integer> FRAGMENTS_MAX =
      Setting.number(
          "fragments.max",
          4096,
          1,
          1 << 28,
          "The most frames in a WebSocket message from a client, 1 to 268435456.");

  static final Setting<Integer> BODY_MAX =
      Setting.number(
          "body.max",
          1 << 20,
          1,
          1 << 28,
          "The most bytes in the body of an HTTP request, 1 to 268435456.");

  static final Setting<Integer> JSON_DEPTH_MAX =
      Setting.number(
          "json.depth.max",
          64,
          4,
          1000,
          "How deep arrays and objects from clients may be nested, 4 to 1000.");

  static final Setting<Integer> OUTBOUND_HIGH =
      Setting.number(
          "outbound.high",
          1 << 20,
          1024,
          1 << 30,
          "Above so many bytes waiting to be written to a WebSocket or a stream of events its session is paused,"
              + " until no more than a quarter of them are left; a frame counts 64 bytes more than"
              + " it has.");

  static final Setting<Integer> REPLIES_MAX =
      Setting.number(
          "replies.max",
          8 << 20,
          1024,
          1 << 30,
          "Above so many bytes of answers that a client does not read its WebSocket is closed; an"
              + " answer counts 64 bytes more than it has.");

  static final Setting<Overflow> SESSION_OVERFLOW =
      new Setting<>(
          "session.overflow",
          "drop-newest",
          "What becomes of signals for a WebSocket whose session is full: drop-newest, drop-oldest,"
              + " latest-per-key, or disconnect, which closes the WebSocket with code 1013.",
          WsSettings::overflow);

  static final Setting<Integer> REPLAY_MAX =
      Setting.number(
          "replay.max",
          1000,
          1,
          1_000_000,
          "The most signals of the past that a client gets at once, 1 to 1000000; where it asks for all"
              + " since a position or a moment, of more only the newest, and it is told of the gap.");

  static final Setting<Integer> CHANNELS_MAX =
      Setting.number(
          "channels.max", 100, 1, 100_000, "The most channels joined by a WebSocket, 1 to 100000.");

  static final Setting<Integer> SUBSCRIPTIONS_MAX =
      Setting.number(
          "subscriptions.max",
          1000,
          1,
          1_000_000,
          "The most subscriptions of a control channel, 1 to 1000000.");

  static final Setting<Integer> RECONNECT_JITTER_MAX =
      Setting.number(
          "reconnect.jitter.max",
          5000,
          0,
          3_600_000,
          "Over how many milliseconds clients are asked to spread their reconnects, in the answer"
              + " to a join; 0 to ask for nothing.");

  static final Setting<Integer> CONNECTIONS_MAX =
      Setting.number(
          "connections.max",
          100_000,
          1,
          10_000_000,
          "The most WebSockets and streams of events open at a time.");

  static final Setting<Integer> REQUESTS_MAX =
      Setting.number(
          "requests.max",
          1000,
          1,
          100_000,
          "The most questions asked by HTTP that wait for their replies at a time, 1 to 100000.");

  static final Setting<Integer> IO_THREADS =
      Setting.number(
          "io.threads",
          0,
          0,
          256,
          "How many threads read and write sockets, up to 256; 0 for one per processor.");

  static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          ORIGINS,
          IDLE_TIMEOUT,
          FRAME_MAX,
          MESSAGE_MAX,
          FRAGMENTS_MAX,
          BODY_MAX,
          JSON_DEPTH_MAX,
          OUTBOUND_HIGH,
          REPLIES_MAX,
          SESSION_OVERFLOW,
          REPLAY_MAX,
          CHANNELS_MAX,
          SUBSCRIPTIONS_MAX,
          RECONNECT_JITTER_MAX,
          CONNECTIONS_MAX,
          REQUESTS_MAX,
          IO_THREADS);

  private WsSettings() {}

  /** Neither those that make a publisher wait for a stranger, nor those that keep what he lost. */
  private static Overflow overflow(String text) {
    return switch (text.strip()) {
      case "drop-newest" -> Overflow.DROP_NEWEST;
      case "drop-oldest" -> Overflow.DROP_OLDEST;
      case "latest-per-key" -> Overflow.LATEST_PER_KEY;
      case "disconnect" -> Overflow.DISCONNECT;
      default ->
          throw new IllegalArgumentException(
              "drop-newest, drop-oldest, latest-per-key or disconnect");
    };
  }

  private static OriginRule origins(String text) {
    return new OriginRule(
        Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }
}
