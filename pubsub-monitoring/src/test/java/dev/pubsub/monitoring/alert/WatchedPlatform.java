package dev.pubsub.monitoring.alert;

import dev.pubsub.Principal;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.core.PubSub;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * A platform with all its buses, on time moved by hand, whose alerts are looked for as it moves.
 */
final class WatchedPlatform implements AutoCloseable {

  static final Duration LOOK = Duration.ofSeconds(5);

  final ManualTime time = new ManualTime();
  final PubSub pubsub;

  WatchedPlatform(Map<String, String> settings) {
    var builder =
        PubSub.builder()
            .discover(false)
            .presets()
            .plugin(new AtOnce(new MonitoringPlugin()))
            .scheduler(time)
            .clock(time.clock())
            .set("pubsub.node", "n1")
            .set("pubsub.plugin.monitoring.alerts.clear-after", "15s")
            .set("pubsub.plugin.monitoring.alerts.heap", "0");
    settings.forEach((key, value) -> builder.set("pubsub.plugin.monitoring.alerts." + key, value));
    pubsub = builder.open();
  }

  /** Looks so many times. */
  void look(int times) {
    for (int i = 0; i < times; i++) {
      time.advance(LOOK);
    }
  }

  String alerts() {
    Endpoint endpoint =
        pubsub.gateway().endpoints().stream()
            .filter(each -> each.path().toString().equals("/api/alerts"))
            .findFirst()
            .orElseThrow();
    try (Session session =
        pubsub.gateway().open("default", new Principal("ada"), SessionOptions.DEFAULT)) {
      var request = new EndpointRequest(session, Map.of(), Map.of(), Map.of(), new byte[0]);
      return new String(endpoint.handler().answer(request).body(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    pubsub.close();
  }

  /** What the plugin has others do is done at once. */
  private record AtOnce(Plugin plugin) implements Plugin {

    @Override
    public String id() {
      return plugin.id();
    }

    @Override
    public List<Setting<?>> settings() {
      return plugin.settings();
    }

    @Override
    public Contributions install(Environment environment) {
      return plugin.install(
          new Direct(
              environment.settings(),
              environment.node(),
              environment.clock(),
              environment.scheduler(),
              Runnable::run,
              environment.random(),
              environment.pressure()));
    }
  }

  private record Direct(
      Settings settings,
      String node,
      Clock clock,
      Scheduler scheduler,
      Executor executor,
      RandomGenerator random,
      Pressure pressure)
      implements Environment {}
}
