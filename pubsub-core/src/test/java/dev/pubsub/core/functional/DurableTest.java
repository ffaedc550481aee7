package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Delivery;
import dev.pubsub.Overflow;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.store.MemoryStore;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.data.Store;
import dev.pubsub.testkit.ManualTime;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Durable subscriptions across the lives of a bus, and at the edges of what is kept. */
final class DurableTest {

  private static final SubscribeOptions BILLING = SubscribeOptions.DEFAULT.durable("billing");

  private final Deliveries received = new Deliveries();

  /** A store that outlives the bus, as one on a disk does. */
  private static Plugin lasting(Store store) {
    return new Plugin() {
      @Override
      public String id() {
        return "lasting";
      }

      @Override
      public Contributions install(Environment environment) {
        return Contributions.builder().store(bus -> store).build();
      }
    };
  }

  private static Store store() {
    return new MemoryStore(new Random(1), new ManualTime().clock());
  }

  private void expectAndAck(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      Delivery next = received.next();
      assertThat(next.signal().payload()).isEqualTo(i);
      next.ack();
    }
  }

  @Test
  void itIsRememberedInTheNextLifeOfTheBus() throws Exception {
    Store store = store();
    try (ManualBus on = new ManualBus(List.of(lasting(store)))) {
      on.bus.subscribe("a:*", BILLING, received);
      on.publish("a:1", 0, 3);
      expectAndAck(0, 1);
      received.next();
    }
    try (ManualBus on = new ManualBus(List.of(lasting(store)))) {
      assertThat(on.bus.durableSubscriptions().list())
          .extracting(each -> each.name() + " " + each.pattern() + " " + each.open())
          .containsExactly("billing a:* false");
      on.publish("a:2", 3, 5);

      Deliveries fresh = new Deliveries();
      assertThat(on.bus.subscribe("a:*", BILLING, fresh).recovered()).isTrue();
      for (int i = 1; i < 5; i++) {
        assertThat(fresh.next().signal().payload()).isEqualTo(i);
      }
    }
  }

  @Test
  void whereLessIsKeptThanWasMissedTheGapIsTold() throws Exception {
    try (ManualBus on = new ManualBus("pubsub.durable.keep", "3")) {
      on.bus.subscribe("a", BILLING, received).close();
      on.publish("a", 0, 5);

      assertThat(on.bus.subscribe("a", BILLING, received).recovered()).isFalse();
      expectAndAck(2, 5);
    }
  }

  @Test
  void whereTheHistoryKeepsMoreThatHolds() throws Exception {
    try (ManualBus on = new ManualBus("pubsub.durable.keep", "3", "pubsub.history", "a=10")) {
      on.bus.subscribe("a", BILLING, received).close();
      on.publish("a", 0, 5);

      assertThat(on.bus.subscribe("a", BILLING, received).recovered()).isTrue();
      expectAndAck(0, 5);
    }
  }

  @Test
  void topicsAreKeptThatThereWereBefore() throws Exception {
    try (ManualBus on = new ManualBus()) {
      on.publish("a:1", 0, 1);
      on.bus.subscribe("a:*", BILLING, received).close();
      on.publish("a:1", 1, 2);

      on.bus.subscribe("a:*", BILLING, received);
      expectAndAck(1, 2);
    }
  }

  @Test
  void onceItIsRemovedNothingIsKept() {
    Store store = store();
    try (ManualBus on = new ManualBus(List.of(lasting(store)))) {
      String before = store.end();
      on.bus.subscribe("a:*", BILLING, received).close();
      on.publish("a:1", 0, 1);
      assertThat(on.bus.durableSubscriptions().remove("billing")).isTrue();
      on.publish("a:1", 1, 2);
      on.publish("a:2", 2, 3);

      assertThat(on.bus.history("**", StartAt.after(before), 10).entries()).isEmpty();
      assertThat(store.cursors()).isEmpty();
    }
  }

  @Test
  void anAcknowledgementOfAFormerHolderMovesNothing() throws Exception {
    try (ManualBus on = new ManualBus()) {
      Subscription first = on.bus.subscribe("a", BILLING, received);
      on.publish("a", 0, 1);
      Delivery stale = received.next();
      first.close();
      on.bus.subscribe("a", BILLING, received).close();
      stale.ack();

      on.bus.subscribe("a", BILLING, received);
      ManualBus.await(() -> !received.isEmpty());
    }
  }

  @Test
  void itIsOpenAgainAsSoonAsItWasCutOff() throws Exception {
    try (ManualBus on = new ManualBus()) {
      var cutOff =
          on.bus.subscribe(
              "a", BILLING.withCapacity(1).withOverflow(Overflow.DISCONNECT), received);
      on.publish("a", 0, 1);
      received.next();
      on.publish("a", 1, 2);
      ManualBus.await(() -> !on.bus.durableSubscriptions().list().get(0).open());

      assertThat(cutOff.stats().delivered()).isZero();
      on.bus.subscribe("a", BILLING, received);
      expectAndAck(0, 2);
    }
  }

  @Test
  void anAcknowledgementThatCannotBeSavedHarmsNobody() throws Exception {
    Store right = store();
    Store broken =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("saveCursor")) {
                    throw new IllegalStateException("thrown on purpose");
                  }
                  return method.invoke(right, args);
                });
    try (ManualBus on = new ManualBus(List.of(lasting(broken)))) {
      Subscription subscription = on.bus.subscribe("a", BILLING, received);
      on.publish("a", 0, 2);
      expectAndAck(0, 2);

      assertThat(subscription.stats().delivered()).isEqualTo(2);
    }
  }

  @Test
  void onAClosedBusItIsRefused() {
    ManualBus on = new ManualBus();
    on.close();

    assertThatThrownBy(() -> on.bus.subscribe("a", BILLING, received))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.CLOSED));
    assertThat(on.bus.durableSubscriptions().list()).isEmpty();
  }
}
