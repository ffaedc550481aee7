package dev.pubsub.ws;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.ws.control.ControlChannels;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Channels;
import dev.pubsub.ws.phoenix.Doorkeeper;
import dev.pubsub.ws.phoenix.Forms;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.Serializers;
import dev.pubsub.ws.phoenix.TopicChannels;
import dev.pubsub.ws.sse.EventWriter;
import dev.pubsub.ws.undertow.ConnectionOptions;
import dev.pubsub.ws.undertow.ListenerOptions;
import dev.pubsub.ws.undertow.Protocols;
import dev.pubsub.ws.undertow.TransportOptions;
import dev.pubsub.ws.undertow.WsTransport;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plugin {@code ws}: WebSocket (Phoenix channels) and HTTP on one port. */
public final class WsPlugin implements Plugin {

  /** A plugin that has done nothing yet. */
  public WsPlugin() {}

  @Override
  public String id() {
    return "ws";
  }

  @Override
  public List<Setting<?>> settings() {
    return WsSettings.ALL;
  }

  @Override
  public Contributions install(Environment environment) {
    WsTransport transport = transport(environment);
    Contributions.Builder all =
        Contributions.builder()
            .transport(transport)
            .gauge(new Gauge("connections", "WebSockets that are open", transport::openSockets))
            .gauge(new Gauge("streams", "Streams of events that are open", transport::openStreams))
            .relief(
                new Relief(
                    PressureLevel.CRITICAL,
                    Set.of(),
                    "reading from WebSockets faster than a little a second",
                    transport::readSlowly,
                    transport::readOn));
    transport.refusals().forEach(all::gauge);
    return all.build();
  }

  private static WsTransport transport(Environment environment) {
    Settings settings = environment.settings();
    Clock clock = environment.clock();
    Limits limits = limits(settings);
    Json json = new Json(settings.get(WsSettings.JSON_DEPTH_MAX));
    Serializers serializers = new Serializers(json);
    ControlChannels control = new ControlChannels(clock, limits, serializers, json);
    TopicChannels topics = new TopicChannels(new Forms(serializers, json), limits);
    Doorkeeper doorkeeper =
        new Doorkeeper(
            serializers,
            settings.get(WsSettings.ORIGINS),
            settings.get(WsSettings.SESSION_OVERFLOW),
            limits);
    settings.follow(WsSettings.ORIGINS, doorkeeper::allow);
    return new WsTransport(
        environment,
        new TransportOptions(listener(settings), connection(settings), limits),
        doorkeeper,
        new Protocols(
            json,
            new Channels(Map.of(ControlChannels.TOPIC, control), topics),
            control,
            new EventWriter(json, clock)));
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        settings.get(WsSettings.CHANNELS_MAX),
        settings.get(WsSettings.SUBSCRIPTIONS_MAX),
        settings.get(WsSettings.REPLAY_MAX),
        settings.get(WsSettings.RECONNECT_JITTER_MAX),
        settings.get(WsSettings.REQUESTS_MAX));
  }

  private static ListenerOptions listener(Settings settings) {
    int ioThreads = settings.get(WsSettings.IO_THREADS);
    return new ListenerOptions(
        settings.get(WsSettings.HOST),
        settings.get(WsSettings.PORT),
        ioThreads == 0 ? Runtime.getRuntime().availableProcessors() : ioThreads,
        settings.get(WsSettings.BODY_MAX),
        settings.get(WsSettings.CONNECTIONS_MAX));
  }

  private static ConnectionOptions connection(Settings settings) {
    int high = settings.get(WsSettings.OUTBOUND_HIGH);
    return new ConnectionOptions(
        settings.get(WsSettings.FRAME_MAX),
        settings.get(WsSettings.MESSAGE_MAX),
        settings.get(WsSettings.FRAGMENTS_MAX),
        high,
        high / 4,
        settings.get(WsSettings.REPLIES_MAX),
        settings.get(WsSettings.IDLE_TIMEOUT));
  }
}
