package dev.pubsub.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.StoreContract;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest extends StoreContract {

  private final Random random = new Random(1);
  private final ManualTime time = new ManualTime();

  @Override
  protected Store open(Clock clock) {
    return new MemoryStore(random, clock);
  }

  @Test
  void exactlyAsManyAreKeptAsWereAskedForLast() {
    Store store = open(time.clock());
    String start = store.end();
    for (int i = 0; i < 10; i++) {
      store.append(signal("a", i), Retention.newest(8));
    }
    assertThat(read(store, "a", start).signals()).hasSize(8);
    store.append(signal("a", 10), Retention.newest(2));
    assertThat(read(store, "a", start).signals()).hasSize(2);
  }

  @Test
  void aPageHasTheFirstOfAllTopicsAndGoesOnWhereItEnds() {
    Store store = open(time.clock());
    String start = store.end();
    append(store, "a", "b", "a", "c", "b", "a", "a");
    TopicPattern all = TopicPattern.parse("*", TopicSyntax.COLON);
    Reading first = store.read(all, start, 3);
    Reading second = store.read(all, first.signals().get(2).position(), 3);

    assertThat(topics(first)).containsExactly("a", "b", "a");
    assertThat(topics(second)).containsExactly("c", "b", "a");
    assertThat(first.gap()).isFalse();
    assertThat(store.read(all, "made-up", 3).gap()).isTrue();
  }

  private static List<String> topics(Reading reading) {
    return reading.signals().stream().map(stored -> stored.signal().topic()).toList();
  }

  @Test
  void beyondTheForgottenTopicsItRemembersItKnowsOnlyThatSomethingIsLost() {
    Store store = new MemoryStore(random, time.clock(), 2);
    String start = store.end();
    append(store, "a", "b", "c");
    String middle = store.end();
    append(store, "d", "e");
    store.forget("d");
    store.forget("e");
    assertThat(read(store, "c", start).gap()).isFalse();
    store.forget("a");

    assertThat(read(store, "c", start).gap()).isTrue();
    assertThat(read(store, "c", middle).gap()).isTrue();
    assertThat(read(store, "c", store.end()).gap()).isFalse();
    assertThat(read(store, "d", start)).isEqualTo(new Reading(List.of(), true));
  }

  @Test
  void aTopicThatIsUsedAgainIsNotPutAwayWithTheForgotten() {
    Store store = new MemoryStore(random, time.clock(), 1);
    append(store, "a", "b", "c");
    store.forget("a");
    String end = store.end();
    append(store, "a");
    store.forget("b");
    store.forget("c");

    assertThat(read(store, "a", end).gap()).isFalse();
    assertThat(read(store, "a", end).signals()).hasSize(1);
  }

  @Test
  void aForgottenTopicThatWasPutAwayBeginsAnew() {
    Store store = new MemoryStore(random, time.clock(), 0);
    append(store, "a");
    store.forget("a");
    String end = store.end();
    append(store, "a");

    assertThat(read(store, "a", end).gap()).isFalse();
    assertThat(read(store, "a", end).signals()).hasSize(1);
  }

  @Test
  void trimmingTakesManySmallSteps() {
    Store store = open(time.clock());
    Retention minute = Retention.ALL.withAge(Duration.ofMinutes(1));
    for (int i = 0; i < 10_000; i++) {
      store.append(signal("a:" + i % 10, i), minute);
    }
    time.advance(Duration.ofMinutes(2));
    int steps = 1;
    while (store.trim()) {
      steps++;
    }

    assertThat(steps).isEqualTo(3);
    assertThat(store.trim()).isFalse();
  }

  @Test
  void bytesAreEstimatedByAllThatIsInAPayload() {
    assertThat(Footprint.of(payload(new byte[1000]))).isBetween(1000, 1200);
    assertThat(Footprint.of(payload("x".repeat(1000)))).isBetween(1000, 2300);
    assertThat(Footprint.of(payload(new long[1000]))).isBetween(8000, 8200);
    assertThat(Footprint.of(payload(List.of("x".repeat(1000), 5, Map.of("k", new byte[1000])))))
        .isBetween(2000, 3600);
    assertThat(Footprint.of(payload(new Object[] {new byte[1000], 1}))).isBetween(1000, 1300);
  }

  @Test
  void ofAPayloadWithoutAnEndOnlyTheBeginningIsMeasured() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    endless.add(endless);

    assertThat(Footprint.of(payload(endless))).isPositive();
    assertThat(Footprint.of(payload(Collections.nCopies(1_000_000, "x")))).isGreaterThan(8_000_000);
  }

  private static Signal payload(Object payload) {
    return Signal.of(new SignalId(1, 1), "a", payload);
  }

  private static Reading read(Store store, String pattern, String after) {
    return store.read(TopicPattern.parse(pattern, TopicSyntax.COLON), after, Integer.MAX_VALUE);
  }

  private static void append(Store store, String... topics) {
    for (String topic : topics) {
      store.append(signal(topic, 0), Retention.newest(10));
    }
  }

  private static Signal signal(String topic, int number) {
    return Signal.of(new SignalId(1, number), topic, number)
        .withTimeMillis(ManualTime.START.toEpochMilli());
  }
}
