package dev.pubsub.testkit;

import static dev.pubsub.testkit.Readings.numbers;
import static dev.pubsub.testkit.Readings.numbersFrom;
import static dev.pubsub.testkit.Readings.pattern;
import static dev.pubsub.testkit.Signals.numberedAt;
import static dev.pubsub.testkit.Signals.sized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store promises about age, bytes and moments. Signals are published a second apart. */
@Timeout(60)
abstract class StoreRetentionRules {

  private static final int ALL = Integer.MAX_VALUE;
  private static final Retention TEN_SECONDS = Retention.ALL.withAge(Duration.ofSeconds(10));

  private final ManualTime time = new ManualTime();
  private Store store;
  private String start;

  /** Opens an empty store. */
  abstract Store open(ManualTime time);

  @BeforeEach
  void openStore() {
    store = open(time);
    start = store.end();
  }

  private void append(String topic, Retention keep, int from, int to) {
    for (int i = from; i < to; i++) {
      store.append(numberedAt(topic, i, time.clock().millis()), keep);
      time.advance(Duration.ofSeconds(1));
    }
  }

  // ---- age

  @Test
  void whatIsYoungEnoughIsKeptAndWhatIsTooOldIsReadNoMore() {
    append("a", TEN_SECONDS, 0, 30);

    assertThat(numbers(read("a"))).containsExactlyElementsOf(numbersFrom(20, 30));
    assertThat(read("a").gap()).isTrue();
    assertThat(numbers(store.last(pattern("a"), 100)))
        .containsExactlyElementsOf(numbersFrom(20, 30));
  }

  @Test
  void aTopicWithoutTrafficGrowsOldToo() {
    append("a", TEN_SECONDS, 0, 5);
    assertThat(read("a").gap()).isFalse();
    String end = store.end();
    time.advance(Duration.ofSeconds(7));
    assertThat(numbers(store.last(pattern("*"), 100))).containsExactly(2, 3, 4);
    assertThat(read("*").gap()).isTrue();
    time.advance(Duration.ofHours(1));

    assertThat(read("a")).isEqualTo(new Reading(List.of(), true));
    assertThat(store.last(pattern("a"), 100)).isEmpty();
    assertThat(store.read(pattern("a"), end, ALL).gap()).isFalse();
  }

  @Test
  void freeingWhatIsTooOldChangesNothingThatIsRead() {
    append("a", TEN_SECONDS, 0, 30);
    append("b", Retention.ALL, 30, 35);
    Reading before = read("*");
    for (int i = 0; i < 1000 && store.trim(); i++) {
      assertThat(read("*")).isEqualTo(before);
    }

    assertThat(read("*")).isEqualTo(before);
    assertThat(numbers(before)).containsExactlyElementsOf(numbersFrom(25, 35));
    assertThat(before.gap()).isTrue();
  }

  @Test
  void countAndAgeHoldTogether() {
    append("a", TEN_SECONDS.withCount(3), 0, 30);
    assertThat(numbers(read("a"))).endsWith(27, 28, 29);
    assertThat(read("a").gap()).isTrue();
    time.advance(Duration.ofSeconds(8));

    assertThat(numbers(read("a"))).containsExactly(28, 29);
  }

  // ---- bytes

  @Test
  void theNewestIsKeptHoweverLargeAndOldOnesMakeRoom() {
    Retention tenThousand = Retention.ALL.withBytes(10_000);
    for (int i = 0; i < 100; i++) {
      store.append(sized("a", i, 1000), tenThousand);
    }
    List<Stored> kept = read("a").signals();
    assertThat(kept).isNotEmpty();
    assertThat(kept.size() * 1000).isLessThanOrEqualTo(20_000);
    assertThat(read("a").gap()).isTrue();
    String before = store.end();
    store.append(sized("a", 100, 100_000), tenThousand);

    assertThat(store.read(pattern("a"), before, ALL).signals()).hasSize(1);
    assertThat(store.read(pattern("a"), before, ALL).gap()).isFalse();
  }

  @Test
  void whatFitsIsKept() {
    for (int i = 0; i < 100; i++) {
      store.append(sized("a", i, 100), Retention.ALL.withBytes(1 << 20));
    }

    assertThat(read("a").signals()).hasSize(100);
    assertThat(read("a").gap()).isFalse();
  }

  // ---- said anew

  @Test
  void whatIsWithinWhatIsSaidAnewStaysAndTheRestMayGo() {
    append("a", Retention.ALL, 0, 20);
    append("b", Retention.ALL, 20, 25);
    store.keep("a", Retention.newest(5));
    List<Integer> kept = numbers(read("a"));

    assertThat(kept).endsWith(15, 16, 17, 18, 19);
    assertThat(kept).isEqualTo(numbersFrom(20 - kept.size(), 20));
    assertThat(read("a").gap()).isEqualTo(kept.size() < 20);
    assertThat(numbers(read("b"))).containsExactly(20, 21, 22, 23, 24);
  }

  @Test
  void whatIsSaidAnewToBeWiderTakesNothingAway() {
    append("a", Retention.newest(5), 0, 5);
    store.keep("a", Retention.newest(10));
    append("a", Retention.newest(10), 5, 10);

    assertThat(numbers(read("a"))).containsExactlyElementsOf(numbersFrom(0, 10));
    assertThat(read("a").gap()).isFalse();
  }

  @Test
  void ofATopicWithoutSignalsNothingIsKeptAnew() {
    append("b", Retention.ALL, 0, 1);
    store.keep("a", Retention.newest(5));

    assertThat(read("a")).isEqualTo(new Reading(List.of(), false));
    assertThat(numbers(read("*"))).containsExactly(0);
  }

  // ---- moments and pages

  @Test
  void readingBeginsAtAMomentAndTellsOfWhatIsGoneSinceThen() {
    append("a", TEN_SECONDS, 0, 15);
    append("b", Retention.ALL, 15, 17);

    assertThat(numbers(since("*", 12))).containsExactly(12, 13, 14, 15, 16);
    assertThat(since("*", 12).gap()).isFalse();
    assertThat(numbers(since("*", 3))).containsExactlyElementsOf(numbersFrom(7, 17));
    assertThat(since("*", 3).gap()).isTrue();
    assertThat(since("b", 3).gap()).isFalse();
    assertThat(since("a", 100)).isEqualTo(new Reading(List.of(), false));
  }

  @Test
  void aMomentBeforeAllThatIsKnownIsAGapAndTheEndOfTimeIsNot() {
    append("a", Retention.ALL, 0, 3);

    assertThat(numbers(store.read(pattern("a"), Instant.MIN, ALL))).containsExactly(0, 1, 2);
    assertThat(store.read(pattern("a"), Instant.MIN, ALL).gap()).isTrue();
    assertThat(store.read(pattern("a"), Instant.MAX, ALL)).isEqualTo(new Reading(List.of(), false));
  }

  @Test
  void forgettingIsAGapForWhoReadsFromAMoment() {
    append("a", Retention.ALL, 0, 5);
    store.forget("a");
    append("a", Retention.ALL, 5, 7);

    assertThat(since("a", 2).gap()).isTrue();
    assertThat(since("a", 5).gap()).isFalse();
    assertThat(numbers(since("a", 0))).containsExactly(5, 6);
  }

  @Test
  void aReaderGoesOnPageByPage() {
    for (int i = 0; i < 30; i++) {
      append("a:" + i % 3, Retention.ALL, i, i + 1);
    }
    Reading first = store.read(pattern("a:*"), ManualTime.START, 7);
    assertThat(numbers(first)).containsExactlyElementsOf(numbersFrom(0, 7));
    Reading second = store.read(pattern("a:*"), first.signals().get(6).position(), 20);
    assertThat(numbers(second)).containsExactlyElementsOf(numbersFrom(7, 27));
    Reading third = store.read(pattern("a:*"), second.signals().get(19).position(), 20);

    assertThat(numbers(third)).containsExactly(27, 28, 29);
    assertThat(third.gap()).isFalse();
  }

  // ---- in short

  private Reading read(String pattern) {
    return store.read(pattern(pattern), start, ALL);
  }

  /** From the moment at which a signal of that number was published. */
  private Reading since(String pattern, int number) {
    return store.read(pattern(pattern), ManualTime.START.plusSeconds(number), ALL);
  }
}
