package dev.pubsub.testkit;

import static dev.pubsub.spi.data.Retention.newest;
import static dev.pubsub.testkit.Readings.numbers;
import static dev.pubsub.testkit.Readings.numbersFrom;
import static dev.pubsub.testkit.Readings.pattern;
import static dev.pubsub.testkit.Signals.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Cursor;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Store} promises. A subclass says how to open an empty one.
 *
 * <p>A store may keep more than it was asked to; then a reading begins earlier and its gap is
 * smaller, which is checked too.
 */
@Timeout(60)
public abstract class StoreContract {

  private final List<Store> opened = new ArrayList<>();
  private Store store;

  /** Has opened nothing yet. */
  protected StoreContract() {}

  /**
   * Opens a store of its own.
   *
   * @param clock by which signals grow old
   * @return an empty store, which shares nothing with those that were opened before
   */
  protected abstract Store open(Clock clock);

  /**
   * Closes a store; does nothing unless overridden.
   *
   * @param opened what {@link #open} returned
   */
  protected void close(Store opened) {}

  @BeforeEach
  void openStore() {
    store = openAnother();
  }

  @AfterEach
  void closeStores() {
    opened.forEach(this::close);
  }

  private Store openAnother() {
    return openAnother(new ManualTime());
  }

  private Store openAnother(ManualTime time) {
    Store another = open(time.clock());
    opened.add(another);
    return another;
  }

  // ---- cursors

  @Test
  void ofEachCursorTheLastIsRemembered() {
    Cursor first = new Cursor("one", "a", store.append(numbered("a", 1), newest(10)).position());
    Cursor second = new Cursor("one", "a", store.append(numbered("a", 2), newest(10)).position());
    Cursor other = new Cursor("two", "a:*", first.position());
    List.of(first, other, second).forEach(store::saveCursor);

    assertThat(store.cursors()).containsExactlyInAnyOrder(second, other);
    assertThat(numbers(read("a", first.position()))).containsExactly(2);
  }

  @Test
  void aCursorThatIsRemovedIsGone() {
    store.removeCursor("one");
    store.saveCursor(new Cursor("one", "a", store.end()));
    store.removeCursor("one");

    assertThat(store.cursors()).isEmpty();
  }

  // ---- reading what was appended

  @Test
  void aSignalIsReadAsItWasAppended() {
    Signal signal = numbered("a", 1);
    String start = store.end();
    Stored stored = store.append(signal, newest(10));

    assertThat(stored.signal()).isEqualTo(signal);
    Reading reading = read("a", start);
    assertThat(reading.gap()).isFalse();
    assertThat(reading.signals()).extracting(Stored::signal).containsExactly(signal);
    assertThat(reading.signals().get(0).position()).isEqualTo(stored.position());
  }

  @Test
  void signalsAreReadInTheOrderInWhichTheyWereAppended() {
    String start = store.end();
    append("a", 0, 100);

    assertThat(numbers(read("a", start))).containsExactlyElementsOf(numbersFrom(0, 100));
  }

  @Test
  void theOrderIsOneOverAllTopics() {
    String start = store.end();
    for (int i = 0; i < 30; i++) {
      append("a:" + i % 3, i, i + 1);
    }

    assertThat(numbers(read("a:*", start))).containsExactlyElementsOf(numbersFrom(0, 30));
  }

  @Test
  void readingGoesOnBehindEachPosition() {
    List<Stored> stored = append("a", 0, 10);

    for (int i = 0; i < 10; i++) {
      Reading reading = read("a", stored.get(i).position());
      assertThat(reading.gap()).isFalse();
      assertThat(numbers(reading)).containsExactlyElementsOf(numbersFrom(i + 1, 10));
    }
  }

  @Test
  void aPatternFindsTheTopicsThatMatchAndNoOthers() {
    String start = store.end();
    append("room:1", 1, 2);
    append("hall:1", 2, 3);
    append("room:2", 3, 4);
    append("room:2:corner", 4, 5);

    assertThat(numbers(read("room:+", start))).containsExactly(1, 3);
    assertThat(numbers(read("room:*", start))).containsExactly(1, 3, 4);
    assertThat(numbers(read("**:1", start))).containsExactly(1, 2);
    assertThat(numbers(read("none", start))).isEmpty();
  }

  @Test
  void aPositionOfOneTopicIsGoodForAPatternAndForAnotherTopic() {
    append("a:1", 0, 1);
    String between = append("a:2", 1, 2).get(0).position();
    append("a:1", 2, 3);
    append("a:2", 3, 4);

    assertThat(numbers(read("a:*", between))).containsExactly(2, 3);
    assertThat(numbers(read("a:1", between))).containsExactly(2);
    assertThat(read("a:1", between).gap()).isFalse();
  }

  @Test
  void theEndStandsBehindEverything() {
    append("a", 0, 10);
    String end = store.end();

    assertThat(read("**", end)).isEqualTo(new Reading(List.of(), false));
    append("b", 10, 11);
    assertThat(numbers(read("**", end))).containsExactly(10);
    assertThat(read("**", end).gap()).isFalse();
  }

  @Test
  void readingChangesNothing() {
    String start = store.end();
    append("a", 0, 5);
    List<Integer> first = numbers(read("a", start));
    numbers(store.last(pattern("a"), 3));

    assertThat(numbers(read("a", start))).isEqualTo(first);
  }

  // ---- the newest

  @Test
  void theNewestAreReadInTheOrderInWhichTheyWereAppended() {
    for (int i = 0; i < 30; i++) {
      append("a:" + i % 3, i, i + 1);
    }

    assertThat(numbers(store.last(pattern("a:*"), 4))).containsExactly(26, 27, 28, 29);
    assertThat(numbers(store.last(pattern("a:1"), 2))).containsExactly(25, 28);
    assertThat(numbers(store.last(pattern("a:1"), 100))).hasSize(10).endsWith(25, 28);
    assertThat(store.last(pattern("none"), 1)).isEmpty();
  }

  @Test
  void theNewestOfAQuietTopicIsNotHiddenByABusyOne() {
    append("a:quiet", 0, 1);
    append("a:busy", 1, 10);

    assertThat(numbers(store.last(pattern("a:*"), 10)))
        .containsExactlyElementsOf(numbersFrom(0, 10));
  }

  @Test
  void onesWayGoesOnBehindTheNewest() {
    append("a", 0, 5);
    Stored newest = store.last(pattern("a"), 1).get(0);
    append("a", 5, 7);

    assertThat(numbers(read("a", newest.position()))).containsExactly(5, 6);
  }

  // ---- what is not kept

  @Test
  void atLeastAsManyAreKeptAsWereAskedFor() {
    String start = store.end();
    for (int i = 0; i < 50; i++) {
      store.append(numbered("a", i), newest(5));
      store.append(numbered("b", 100 + i), newest(1));
    }

    assertThat(numbers(read("a", start))).endsWith(45, 46, 47, 48, 49);
    assertThat(numbers(read("b", start))).endsWith(149);
    assertThat(numbers(store.last(pattern("a"), 5))).containsExactly(45, 46, 47, 48, 49);
  }

  @Test
  void thereIsAGapExactlyWhereSomethingIsMissing() {
    List<Stored> all = new ArrayList<>();
    String start = store.end();
    for (int i = 0; i < 20; i++) {
      all.add(store.append(numbered("a", i), newest(5)));
    }

    expectGapOrAll(read("a", start), 0, 20);
    for (int i = 0; i < 20; i++) {
      expectGapOrAll(read("a", all.get(i).position()), i + 1, 20);
    }
    assertThat(read("a", all.get(14).position()).gap()).isFalse();
  }

  private static void expectGapOrAll(Reading reading, int from, int to) {
    List<Integer> numbers = numbers(reading);
    assertThat(numbersFrom(from, to)).endsWith(numbers.toArray(Integer[]::new));
    assertThat(reading.gap()).isEqualTo(numbers.size() < to - from);
  }

  @Test
  void aTopicThatDoesNotMatchLeavesNoGap() {
    String start = store.end();
    append("a", 0, 1);
    for (int i = 1; i < 20; i++) {
      store.append(numbered("b", i), newest(1));
    }
    store.forget("b");

    assertThat(read("a", start).gap()).isFalse();
    assertThat(numbers(read("a", start))).containsExactly(0);
    assertThat(read("*", start).gap()).isTrue();
  }

  @Test
  void whatIsForgottenIsGoneAndLeavesAGap() {
    String start = store.end();
    append("a:1", 0, 3);
    String end = append("a:2", 3, 6).get(2).position();
    store.forget("a:1");

    assertThat(read("a:1", start)).isEqualTo(new Reading(List.of(), true));
    assertThat(store.last(pattern("a:1"), 10)).isEmpty();
    assertThat(numbers(read("a:*", start))).containsExactly(3, 4, 5);
    assertThat(read("a:*", start).gap()).isTrue();
    assertThat(read("a:2", start).gap()).isFalse();
    assertThat(read("a:*", end).gap()).isFalse();
  }

  @Test
  void aForgottenTopicBeginsAnew() {
    append("a", 0, 3);
    String end = store.end();
    store.forget("a");
    append("a", 3, 5);

    assertThat(read("a", end).gap()).isFalse();
    assertThat(numbers(read("a", end))).containsExactly(3, 4);
  }

  @Test
  void whatWasNeverThereIsForgottenWithoutATrace() {
    String start = store.end();
    store.forget("a");

    assertThat(read("a", start)).isEqualTo(new Reading(List.of(), false));
  }

  // ---- positions of others

  @Test
  void aTextThatIsNoPositionIsAnsweredWithAGapAndWhatIsKept() {
    append("a", 0, 3);
    String end = store.end();
    List<String> strange =
        List.of(
            "",
            "0",
            "-1",
            "a position",
            "\u0000\ud800",
            "9".repeat(10_000),
            end + "0",
            " " + end,
            end + " ",
            end.substring(1));

    for (String text : strange) {
      Reading reading = read("a", text);
      assertThat(reading.gap()).as(text).isTrue();
      assertThat(numbers(reading)).as(text).containsExactly(0, 1, 2);
    }
  }

  @Test
  void aPositionOfAnotherStoreIsAnsweredWithAGap() {
    Store other = openAnother();
    String foreign = other.append(numbered("a", 7), newest(10)).position();
    append("a", 0, 3);

    Reading reading = read("a", foreign);
    assertThat(reading.gap()).isTrue();
    assertThat(numbers(reading)).containsExactly(0, 1, 2);
    assertThat(read("a", other.end()).gap()).isTrue();
  }

  // ---- what was kept elsewhere

  @Nested
  final class Prepending extends StorePastRules {
    @Override
    Store open() {
      return openAnother();
    }
  }

  // ---- age, bytes and moments

  @Nested
  final class Keeping extends StoreRetentionRules {
    @Override
    Store open(ManualTime time) {
      return openAnother(time);
    }
  }

  // ---- many threads

  @Nested
  final class Racing extends StoreRaceRules {
    @Override
    Store open() {
      return openAnother();
    }
  }

  // ---- in short

  private Reading read(String pattern, String after) {
    return store.read(pattern(pattern), after, Integer.MAX_VALUE);
  }

  private List<Stored> append(String topic, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> store.append(numbered(topic, number), newest(1000)))
        .toList();
  }
}
