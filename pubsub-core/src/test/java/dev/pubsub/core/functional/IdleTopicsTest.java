package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdleTopicsTest {

  private static final Duration IDLE = Duration.ofMinutes(1);

  /** Two looks more than the span: the one that saw the last signal, and the next one after it. */
  private static final Duration LONGER = IDLE.plus(IDLE.dividedBy(2));

  private final ManualBus on =
      new ManualBus("pubsub.topics.idle", "1m", "pubsub.history", "kept:*=5,aged:*=2m");

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void aTopicThatNobodyUsesIsRemovedOnceItHadNoSignalForLong() {
    on.bus.publish("a", 1);
    on.time.advance(IDLE);
    assertThat(on.bus.topics().find("a")).isPresent();
    on.time.advance(LONGER.minus(IDLE));

    assertThat(on.bus.topics().find("a")).isEmpty();
    assertThat(on.bus.topics().count()).isZero();
  }

  @Test
  void everySignalKeepsItsTopicForAnotherSpan() {
    for (int i = 0; i < 10; i++) {
      on.bus.publish("a", i);
      on.time.advance(IDLE.minusSeconds(1));
    }

    assertThat(on.bus.topics().find("a").orElseThrow().messageCount()).isEqualTo(10);
  }

  @Test
  void whoPublishesAfterwardsMakesTheTopicAnew() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    on.bus.subscribe("*", subscriber);
    on.publish("a", 0, 3);
    on.time.advance(LONGER);
    assertThat(on.bus.topics().count()).isZero();

    assertThat(ManualBus.accepted(on.bus.publish("a", 3)).matched()).isEqualTo(1);
    assertThat(on.bus.topics().find("a").orElseThrow().messageCount()).isEqualTo(1);
    assertThat(subscriber.await(4, Duration.ofSeconds(30))).hasSize(4);
  }

  @Test
  void aTopicThatWasCreatedStaysAlsoWhenItWasThereBefore() {
    on.bus.topics().create("created");
    on.bus.publish("published", 1);
    on.bus.topics().create("published");
    on.time.advance(LONGER.multipliedBy(3));

    assertThat(on.bus.topics().count()).isEqualTo(2);
  }

  @Test
  void aTopicThatIsSubscribedToByNameStaysUntilThatEnds() {
    Subscription byName = on.bus.subscribe("a", new RecordingSubscriber());
    on.bus.subscribe("*", new RecordingSubscriber());
    on.time.advance(LONGER.multipliedBy(3));
    assertThat(on.bus.topics().find("a")).isPresent();
    byName.close();
    on.time.advance(LONGER);

    assertThat(on.bus.topics().find("a")).isEmpty();
  }

  @Test
  void aTopicWithAHistoryStaysWhileSomethingIsKept() {
    on.bus.publish("kept:1", 1);
    on.bus.publish("aged:1", 1);
    on.time.advance(LONGER);
    assertThat(on.bus.topics().find("aged:1")).isPresent();
    on.time.advance(LONGER.multipliedBy(3));

    assertThat(on.bus.topics().find("kept:1")).isPresent();
    assertThat(on.bus.topics().find("aged:1")).isEmpty();
  }

  @Test
  void whoHadSignalsOfATopicThatWentIsToldOfTheGapStill() {
    Subscription before = on.bus.subscribe("aged:1", new RecordingSubscriber());
    String position = before.position().orElseThrow();
    before.close();
    on.bus.publish("aged:1", 1);
    on.time.advance(LONGER.multipliedBy(3));
    assertThat(on.bus.topics().find("aged:1")).isEmpty();

    SubscribeOptions resuming = SubscribeOptions.DEFAULT.startingAt(StartAt.after(position));
    assertThat(on.bus.subscribe("aged:1", resuming, new RecordingSubscriber()).recovered())
        .isFalse();
  }

  @Test
  void namesThatWereOnlySubscribedToMakeRoomWhereEverythingIsKept() {
    for (int i = 0; i < 1000; i++) {
      on.bus.subscribe("kept:" + i, new RecordingSubscriber()).close();
    }
    on.time.advance(LONGER.multipliedBy(2));

    assertThat(on.bus.topics().count()).isZero();
  }

  @Test
  void manyTopicsAreRemovedAFewAtATime() {
    for (int i = 0; i < 5000; i++) {
      on.bus.publish("topic:" + i, i);
    }
    on.time.advance(IDLE.plus(IDLE.dividedBy(4)));
    on.advanceUntil(() -> on.bus.topics().count() < 5000);
    assertThat(on.bus.topics().count()).isEqualTo(4000);
    on.time.advance(Duration.ofMillis(2));
    assertThat(on.bus.topics().count()).isEqualTo(2000);
    on.time.advance(Duration.ofMillis(2));

    assertThat(on.bus.topics().count()).isZero();
  }

  @Test
  void theirPlacesAreFreeForOthers() {
    try (ManualBus small = new ManualBus("pubsub.topics.max", "1", "pubsub.topics.idle", "1s")) {
      small.bus.publish("a", 1);
      small.time.advance(Duration.ofSeconds(3));

      assertThat(ManualBus.accepted(small.bus.publish("b", 1)).matched()).isZero();
    }
  }

  @Test
  void withASpanOfZeroTopicsStay() {
    try (ManualBus forever = new ManualBus("pubsub.topics.idle", "0s")) {
      forever.bus.publish("a", 1);
      forever.time.advance(Duration.ofDays(1));

      assertThat(forever.bus.topics().count()).isEqualTo(1);
    }
  }

  @Test
  void aSpanLongerThanAnyNumberOfNanosecondsIsForEver() {
    try (ManualBus forever = new ManualBus("pubsub.topics.idle", "P9999999D")) {
      forever.bus.publish("a", 1);
      forever.time.advance(Duration.ofDays(1));

      assertThat(forever.bus.topics().count()).isEqualTo(1);
    }
  }

  @Test
  void observersAreToldOfEachTopicThatWentByItself() {
    List<BusEvent> events = new ArrayList<>();
    ManualTime time = new ManualTime();
    try (PubSub pubsub =
        PubSub.builder()
            .clock(time.clock())
            .scheduler(time)
            .set("pubsub.buses", "orders")
            .set("pubsub.bus.orders.topics.idle", "1m")
            .plugin(new WatchingPlugin(events))
            .open()) {
      pubsub.bus().publish("stays", 1);
      pubsub.bus("orders").publish("goes", 1);
      pubsub.bus("orders").publish("deleted", 1);
      pubsub.bus("orders").topics().delete("deleted");
      time.advance(LONGER);

      assertThat(events)
          .containsExactly(
              new BusEvent.Administered("orders", "application", "delete_topic", "deleted"),
              new BusEvent.TopicExpired("orders", "goes"));
    }
  }

  private record WatchingPlugin(List<BusEvent> events) implements Plugin {

    @Override
    public String id() {
      return "watching";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder()
          .observer(
              new Observer() {
                @Override
                public void happened(BusEvent event) {
                  events.add(event);
                }
              })
          .build();
    }
  }

  @Test
  void aClosedBusLooksNoMore() {
    on.bus.publish("a", 1);
    on.close();
    on.time.advance(LONGER.multipliedBy(3));

    assertThat(on.bus.topics().count()).isEqualTo(1);
  }
}
