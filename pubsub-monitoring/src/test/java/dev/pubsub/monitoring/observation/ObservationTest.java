package dev.pubsub.monitoring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.signal.Headers;
import dev.pubsub.testkit.RecordingSubscriber;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing and handling, as an application observes them. */
final class ObservationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Context> ended = new CopyOnWriteArrayList<>();
  private final List<String> parents = new CopyOnWriteArrayList<>();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final PubSub pubsub;

  ObservationTest() {
    registry.observationConfig().observationHandler(new Spans());
    pubsub = PubSub.builder().discover(false).plugin(new MonitoringPlugin(registry)).open();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  /** Does what a handler that makes spans does: tells the receiver, and hears of the sender. */
  private final class Spans implements ObservationHandler<Context> {

    @Override
    public boolean supportsContext(Context context) {
      return true;
    }

    @Override
    @SuppressWarnings("unchecked") // setters take the carriers of their contexts
    public void onStart(Context context) {
      if (context instanceof SenderContext<?> sender) {
        SenderContext<Object> sends = (SenderContext<Object>) sender;
        sends.getSetter().set(sends.getCarrier(), "traceparent", "span of " + sends.getName());
      } else if (context instanceof ReceiverContext<?> receiver) {
        ReceiverContext<Object> receives = (ReceiverContext<Object>) receiver;
        parents.add(String.valueOf(receives.getGetter().get(receives.getCarrier(), "traceparent")));
      }
    }

    @Override
    public void onStop(Context context) {
      ended.add(context);
    }
  }

  private static List<String> described(Context context) {
    return context.getAllKeyValues().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
  }

  @Test
  void whoReceivesASignalIsAPartOfTheTraceOfWhoPublishedIt() {
    AtomicReference<Observation> current = new AtomicReference<>();
    pubsub
        .bus()
        .subscribe(
            "orders:*",
            new ObservedSubscriber(
                registry, delivery -> current.set(registry.getCurrentObservation())));

    pubsub.bus().publish("orders:1", "x");

    await().until(() -> ended.size() == 2);
    assertThat(parents).containsExactly("span of pubsub.publish");
    assertThat(ended.get(0).getContextualName()).isEqualTo("publish orders:1");
    assertThat(described(ended.get(0)))
        .containsExactlyInAnyOrder(
            "messaging.system=pubsub",
            "messaging.operation.type=send",
            "messaging.operation.name=publish",
            "messaging.destination.name=orders:1",
            "pubsub.bus=default");
    assertThat(ended.get(0).getLowCardinalityKeyValues().stream())
        .noneMatch(it -> it.getValue().contains("orders"));
    assertThat(ended.get(1).getContextualName()).isEqualTo("process orders:1");
    assertThat(ended.get(1).getLowCardinalityKeyValues().stream())
        .noneMatch(it -> it.getValue().contains("orders"));
    assertThat(current.get().getContext()).isSameAs(ended.get(1));
  }

  @Test
  void aSignalThatNamesItsTraceIsLeftAsItIs() throws InterruptedException {
    RecordingSubscriber received = new RecordingSubscriber();
    pubsub.bus().subscribe("a", received);
    pubsub.bus().publish("a", "x", PublishOptions.DEFAULT.withHeader("traceparent", "mine"));

    assertThat(received.await(1, PATIENCE).get(0).headers())
        .isEqualTo(Headers.of("traceparent", "mine"));
    assertThat(ended).isEmpty();
  }

  @Test
  void whatASubscriberThrowsIsNotedAndCounted() {
    IllegalStateException failure = new IllegalStateException("cannot");
    pubsub
        .bus()
        .subscribe(
            "a",
            new ObservedSubscriber(
                registry,
                delivery -> {
                  throw failure;
                }));
    pubsub.bus().publish("a", "x");

    await().until(() -> pubsub.bus().stats().droppedTotal() == 1);
    assertThat(ended).hasSize(2).last().extracting(Context::getError).isSameAs(failure);
  }

  @Test
  void withoutARegistryNothingIsAddedToSignals() throws InterruptedException {
    try (PubSub plain = PubSub.builder().discover(false).plugin(new MonitoringPlugin()).open()) {
      RecordingSubscriber received = new RecordingSubscriber();
      plain.bus().subscribe("a", received);
      plain.bus().publish("a", "x");
      assertThat(received.await(1, PATIENCE).get(0).headers()).isEqualTo(Headers.NONE);
    }
  }
}
