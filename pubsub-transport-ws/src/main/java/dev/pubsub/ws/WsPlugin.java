package dev.pubsub.ws;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.pubsub.Overflow;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.guice.GuicePlugin;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.ws.control.ControlChannels;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Channels;
import dev.pubsub.ws.phoenix.Doorkeeper;
import dev.pubsub.ws.phoenix.Forms;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.OriginRule;
import dev.pubsub.ws.phoenix.Serializers;
import dev.pubsub.ws.phoenix.TopicChannels;
import dev.pubsub.ws.sse.EventWriter;
import dev.pubsub.ws.undertow.ConnectionOptions;
import dev.pubsub.ws.undertow.ListenerOptions;
import dev.pubsub.ws.undertow.Protocols;
import dev.pubsub.ws.undertow.TransportOptions;
import dev.pubsub.ws.undertow.WsTransport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plugin {@code ws}: WebSocket (Phoenix channels) and HTTP on one port. */
public final class WsPlugin extends GuicePlugin {

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
  protected Module module() {
    return new WsModule();
  }

  @Override
  protected Contributions contributions(Injector parts) {
    WsTransport transport = parts.getInstance(WsTransport.class);
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

  /** The parts: those that need a setting are provided, the rest wire themselves. */
  private static final class WsModule extends AbstractModule {

    @Override
    protected void configure() {
      bind(Serializers.class).in(Singleton.class);
      bind(Forms.class).in(Singleton.class);
      bind(TopicChannels.class).in(Singleton.class);
      bind(ControlChannels.class).in(Singleton.class);
      bind(EventWriter.class).in(Singleton.class);
      bind(Doorkeeper.class).in(Singleton.class);
      bind(TransportOptions.class);
      bind(Protocols.class);
      bind(WsTransport.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Json json(Settings settings) {
      return new Json(settings.get(WsSettings.JSON_DEPTH_MAX));
    }

    @Provides
    Channels channels(ControlChannels control, TopicChannels topics) {
      return new Channels(Map.of(ControlChannels.TOPIC, control), topics);
    }

    @Provides
    OriginRule origins(Settings settings) {
      return settings.get(WsSettings.ORIGINS);
    }

    @Provides
    Overflow overflow(Settings settings) {
      return settings.get(WsSettings.SESSION_OVERFLOW);
    }

    @Provides
    Limits limits(Settings settings) {
      return new Limits(
          settings.get(WsSettings.CHANNELS_MAX),
          settings.get(WsSettings.SUBSCRIPTIONS_MAX),
          settings.get(WsSettings.REPLAY_MAX),
          settings.get(WsSettings.RECONNECT_JITTER_MAX),
          settings.get(WsSettings.REQUESTS_MAX));
    }

    @Provides
    ListenerOptions listener(Settings settings) {
      int ioThreads = settings.get(WsSettings.IO_THREADS);
      return new ListenerOptions(
          settings.get(WsSettings.HOST),
          settings.get(WsSettings.PORT),
          ioThreads == 0 ? Runtime.getRuntime().availableProcessors() : ioThreads,
          settings.get(WsSettings.BODY_MAX),
          settings.get(WsSettings.CONNECTIONS_MAX));
    }

    @Provides
    ConnectionOptions connection(Settings settings) {
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
}
