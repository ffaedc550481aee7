package dev.pubsub.testkit;

import static dev.pubsub.spi.data.Retention.newest;
import static dev.pubsub.testkit.Readings.numbers;
import static dev.pubsub.testkit.Readings.pattern;
import static dev.pubsub.testkit.Signals.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store promises about a past that was kept elsewhere, whether it takes one or not. */
@Timeout(60)
abstract class StorePastRules {

  private static final int ALL = Integer.MAX_VALUE;
  private static final List<Signal> PAST =
      List.of(numbered("a", 10), numbered("c", 11), numbered("b", 12), numbered("a", 13));

  private Store store;
  private String start;

  /** Opens an empty store. */
  abstract Store open();

  @BeforeEach
  void openStoreWithAPresent() {
    store = open();
    start = store.end();
    store.append(numbered("a", 20), newest(100));
    store.append(numbered("b", 21), newest(100));
  }

  /** Of topic c nothing is kept. */
  private int prepend() {
    return store.prepend(
        PAST, topic -> topic.equals("c") ? Optional.empty() : Optional.of(newest(100)));
  }

  @Test
  void allOfThePastIsTakenOrNone() {
    assertThat(prepend()).isIn(0, 3);
    assertThat(store.last(pattern("c"), ALL)).isEmpty();
  }

  @Test
  void whatWasTakenStandsBeforeWhatWasAppendedInItsOrder() {
    List<Integer> expected = new ArrayList<>();
    if (prepend() > 0) {
      Collections.addAll(expected, 10, 12, 13);
    }
    Collections.addAll(expected, 20, 21);
    store.append(numbered("a", 22), newest(100));
    expected.add(22);

    assertThat(numbers(store.last(pattern("*"), ALL))).isEqualTo(expected);
  }

  @Test
  void whatWasAppendedKeepsItsPlace() {
    List<Stored> before = store.last(pattern("*"), ALL);
    prepend();

    for (int i = 0; i < before.size(); i++) {
      Reading reading = store.read(pattern("*"), before.get(i).position(), ALL);
      assertThat(numbers(reading)).isEqualTo(numbers(before.subList(i + 1, before.size())));
      assertThat(reading.gap()).isFalse();
    }
  }

  @Test
  void aPositionFromBeforeStandsBehindThePast() {
    String end = store.end();
    prepend();

    assertThat(numbers(store.read(pattern("*"), start, ALL))).containsExactly(20, 21);
    assertThat(store.read(pattern("*"), start, ALL).gap()).isFalse();
    assertThat(store.end()).isEqualTo(end);
    assertThat(store.read(pattern("*"), end, ALL)).isEqualTo(new Reading(List.of(), false));
  }

  @Test
  void readingGoesOnBehindEachPositionOfThePast() {
    prepend();
    List<Stored> all = store.last(pattern("*"), ALL);

    for (int i = 0; i < all.size(); i++) {
      Reading reading = store.read(pattern("*"), all.get(i).position(), ALL);
      assertThat(numbers(reading)).isEqualTo(numbers(all.subList(i + 1, all.size())));
      assertThat(reading.gap()).isFalse();
    }
  }

  @Test
  void nothingIsTakenOfNothing() {
    assertThat(store.prepend(List.of(), topic -> Optional.of(newest(1)))).isZero();
    assertThat(numbers(store.last(pattern("*"), ALL))).containsExactly(20, 21);
  }
}
