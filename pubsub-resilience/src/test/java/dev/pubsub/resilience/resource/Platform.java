package dev.pubsub.resilience.resource;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.config.Setting;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A bus on manual time, whose resources are what a test says. */
final class Platform implements AutoCloseable {

  private final ManualTime time = new ManualTime();
  private final RecordingSubscriber facts = new RecordingSubscriber();
  private final AtomicInteger cleanUps = new AtomicInteger();
  private final PubSub pubsub;

  /** With a gauge or more, and settings by their keys without {@code resources.}. */
  Platform(Function<Environment, List<Gauge>> gauges, String... settings) {
    PubSubBuilder builder =
        PubSub.builder()
            .discover(false)
            .scheduler(time)
            .clock(time.clock())
            .set("pubsub.buses", "system")
            .plugin(new Guarded(gauges, cleanUps));
    for (int i = 0; i < settings.length; i += 2) {
      builder.set("pubsub.plugin.guarded.resources." + settings[i], settings[i + 1]);
    }
    pubsub = builder.open();
    pubsub.bus("system").subscribe("system_status:**", facts);
  }

  private record Guarded(Function<Environment, List<Gauge>> gauges, AtomicInteger cleanUps)
      implements Plugin {

    @Override
    public String id() {
      return "guarded";
    }

    @Override
    public List<Setting<?>> settings() {
      return Resources.SETTINGS;
    }

    @Override
    public Contributions install(Environment environment) {
      Contributions.Builder contributions = Contributions.builder();
      Resources.contribute(environment, gateway -> gauges.apply(environment), contributions);
      return contributions
          .relief(
              new Relief(
                  PressureLevel.HIGH, Set.of(), "a cache", cleanUps::incrementAndGet, () -> {}))
          .build();
    }
  }

  /** How often another plugin was told to clean up. */
  int cleanUps() {
    return cleanUps.get();
  }

  Bus bus() {
    return pubsub.bus();
  }

  /** What somebody without credentials is told. */
  Admission ask(Operation operation, String resource) {
    return pubsub.gateway().admit(operation, "default", Principal.ANONYMOUS, resource);
  }

  ManualTime time() {
    return time;
  }

  void pass(String span) {
    time.advance(ResourceSettings.CALM.parser().apply(span));
  }

  PublishResult publish(Priority priority) {
    return bus().publish("room:1", "x", PublishOptions.DEFAULT.withPriority(priority));
  }

  /** How much time passes until signals of normal priority are let in, a minute at most. */
  Duration untilItLetsIn() {
    long begun = time.nanoTime();
    for (int i = 0; i < 6_000 && publish(Priority.NORMAL) instanceof PublishResult.Rejected; i++) {
      pass("10ms");
    }
    return Duration.ofNanos(time.nanoTime() - begun);
  }

  /** The levels that were told of a resource, the oldest first, once there are so many. */
  List<Object> told(String resource, int count) throws InterruptedException {
    facts.await(count, Duration.ofSeconds(10));
    return facts.signals().stream()
        .filter(fact -> fact.topic().equals("system_status:" + resource))
        .map(fact -> ((Map<?, ?>) fact.payload()).get("level"))
        .map(Object.class::cast)
        .toList();
  }

  RecordingSubscriber facts() {
    return facts;
  }

  Session guest(String name) {
    return pubsub.gateway().open("default", new Principal(name), SessionOptions.DEFAULT);
  }

  /** What is answered over HTTP. */
  String asked() throws Exception {
    Endpoint endpoint = pubsub.gateway().endpoints().get(0);
    try (Session session = guest("asker")) {
      EndpointRequest request =
          new EndpointRequest(session, Map.of(), Map.of(), Map.of(), new byte[0]);
      return new String(endpoint.handler().answer(request).body(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
