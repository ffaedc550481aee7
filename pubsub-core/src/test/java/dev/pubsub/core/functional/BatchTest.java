package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchTest {

  private static final Object END = "end";

  private final ManualBus on = new ManualBus();
  private final Events events = new Events();

  /** Writes down signals and ends of batches. */
  private static final class Events implements Subscriber {
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    @Override
    public void receive(Delivery delivery) {
      seen.add(delivery.signal().payload());
    }

    @Override
    public void endOfBatch() {
      seen.add(END);
    }

    private List<Object> signals() {
      return seen.stream().filter(event -> !event.equals(END)).toList();
    }

    private boolean endsAfter(int signals) {
      return signals().size() == signals && seen.get(seen.size() - 1).equals(END);
    }
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void aSingleSignalIsFollowedByTheEndOfItsBatch() {
    on.bus.subscribe("a", events);
    on.publish("a", 0, 1);
    ManualBus.await(() -> events.endsAfter(1));

    assertThat(events.seen).containsExactly(0, END);
  }

  @Test
  void theEndComesAfterTheLastOfWhatWasDelivered() throws Exception {
    HeldSubscriber lane = on.holding();
    on.bus.subscribe("hold", lane);
    on.bus.subscribe("a", events);
    on.publish("hold", 0, 1);
    lane.awaitBlocked();
    on.publish("a", 0, 100);
    lane.release();
    ManualBus.await(() -> events.endsAfter(100));

    expectInOrderWithFewerEndsThanSignals();
  }

  @Test
  void whatWasHeldBackIsDeliveredInBatchesToo() {
    Session session = on.session("ada", 0);
    session.subscribe("a", events);
    session.pause();
    on.publish("a", 0, 100);
    session.resume();
    ManualBus.await(() -> events.endsAfter(100));

    expectInOrderWithFewerEndsThanSignals();
  }

  private void expectInOrderWithFewerEndsThanSignals() {
    assertThat(events.signals()).isEqualTo(IntStream.range(0, 100).boxed().toList());
    assertThat(events.seen.stream().filter(END::equals).count()).isBetween(1L, 99L);
    for (int i = 1; i < events.seen.size(); i++) {
      assertThat(events.seen.get(i).equals(END) && events.seen.get(i - 1).equals(END)).isFalse();
    }
  }

  @Test
  void whatWasFilteredIsNotFollowedByAnEnd() {
    Session session = on.session("ada", 0);
    session.subscribe("a", SubscribeOptions.DEFAULT.withoutOwn(), events);
    ManualBus.accepted(session.publish("a", "own"));
    on.publish("a", 0, 1);
    ManualBus.await(() -> events.endsAfter(1));

    assertThat(events.seen).containsExactly(0, END);
  }
}
