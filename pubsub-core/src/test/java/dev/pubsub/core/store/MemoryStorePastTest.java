package dev.pubsub.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A store in memory that is given what was kept elsewhere. */
final class MemoryStorePastTest {

  private static final int ALL = Integer.MAX_VALUE;
  private static final Instant START = ManualTime.START;

  private final ManualTime time = new ManualTime();
  private final MemoryStore store = new MemoryStore(new Random(1), time.clock());
  private final String start = store.end();

  private static Signal signal(String topic, int number, Instant at) {
    return Signal.of(new SignalId(1, number), topic, number).withTimeMillis(at.toEpochMilli());
  }

  private Stored append(String topic, int number, Retention keep) {
    return store.append(signal(topic, number, time.clock().instant()), keep);
  }

  /** Signals of the moment at which the store began, numbered from a number on. */
  private int prepend(Retention keep, int number, String... topics) {
    List<Signal> past = new ArrayList<>();
    for (String topic : topics) {
      past.add(signal(topic, number + past.size(), START));
    }
    return store.prepend(past, topic -> Optional.of(keep));
  }

  private static TopicPattern pattern(String text) {
    return TopicPattern.parse(text, TopicSyntax.COLON);
  }

  private List<Object> last(String pattern, int count) {
    return payloads(store.last(pattern(pattern), count));
  }

  private Reading after(String pattern, String position) {
    return store.read(pattern(pattern), position, ALL);
  }

  private static List<Object> payloads(List<Stored> signals) {
    return signals.stream().map(stored -> stored.signal().payload()).toList();
  }

  private String positionOf(int number) {
    return store.last(pattern("**"), ALL).stream()
        .filter(stored -> stored.signal().payload().equals(number))
        .findFirst()
        .orElseThrow()
        .position();
  }

  @Test
  void thePastStandsBeforeThePresentInOneOrderOverAllTopics() {
    append("b", 10, Retention.newest(9));
    append("a", 11, Retention.newest(9));
    assertThat(prepend(Retention.newest(9), 0, "a", "b", "c", "a")).isEqualTo(4);
    append("c", 12, Retention.newest(9));

    assertThat(last("*", ALL)).containsExactly(0, 1, 2, 3, 10, 11, 12);
    assertThat(last("a", ALL)).containsExactly(0, 3, 11);
    assertThat(last("*", 5)).containsExactly(2, 3, 10, 11, 12);
    assertThat(payloads(store.read(pattern("*"), START, 3).signals())).containsExactly(0, 1, 2);
  }

  @Test
  void aSecondPastStandsBeforeTheFirst() {
    prepend(Retention.newest(9), 5, "a", "b");
    String between = positionOf(5);
    prepend(Retention.newest(9), 0, "b", "a");

    assertThat(last("*", ALL)).containsExactly(0, 1, 5, 6);
    assertThat(payloads(after("*", between).signals())).containsExactly(6);
    assertThat(payloads(after("*", positionOf(0)).signals())).containsExactly(1, 5, 6);
  }

  @Test
  void aTopicOfWhichNothingIsKeptTakesNoPlace() {
    List<Signal> past =
        List.of(signal("no", 0, START), signal("a", 1, START), signal("no", 2, START));
    int taken =
        store.prepend(
            past, t -> t.equals("no") ? Optional.empty() : Optional.of(Retention.newest(9)));

    assertThat(taken).isEqualTo(1);
    assertThat(last("*", ALL)).containsExactly(1);
    assertThat(positionOf(1)).isEqualTo(start);
  }

  @Test
  void readingGoesOnBehindAPositionOfThePastIntoThePresent() {
    append("a", 10, Retention.newest(9));
    prepend(Retention.newest(9), 0, "a", "b", "a");

    assertThat(payloads(after("*", positionOf(0)).signals())).containsExactly(1, 2, 10);
    assertThat(after("*", positionOf(0)).gap()).isFalse();
    assertThat(payloads(after("b", positionOf(0)).signals())).containsExactly(1);
    assertThat(payloads(store.read(pattern("*"), positionOf(0), 2).signals()))
        .containsExactly(1, 2);
    assertThat(payloads(after("*", start).signals())).containsExactly(10);
    assertThat(after("*", start).gap()).isFalse();
  }

  @Test
  void aPlaceBelowThePastIsNoPosition() {
    String life = start.substring(0, start.length() - 1);
    prepend(Retention.newest(9), 0, "a", "a", "a");
    assertThat(positionOf(0)).isEqualTo(life + "-2");

    assertThat(after("a", life + "-2").gap()).isFalse();
    for (String text : List.of("-3", "-0", "-02", "-", "--1", "-9223372036854775808")) {
      assertThat(after("a", life + text).gap()).as(text).isTrue();
      assertThat(payloads(after("a", life + text).signals())).as(text).containsExactly(0, 1, 2);
    }
  }

  @Test
  void theOldestGoFirstWhateverIsBeyondTheCount() {
    append("a", 10, Retention.newest(3));
    append("a", 11, Retention.newest(3));
    assertThat(prepend(Retention.newest(3), 0, "a", "b", "a")).isEqualTo(3);
    assertThat(last("a", ALL)).containsExactly(2, 10, 11);
    String past = positionOf(2);
    append("a", 12, Retention.newest(3));

    assertThat(last("a", ALL)).containsExactly(10, 11, 12);
    assertThat(after("a", past).gap()).isFalse();
    assertThat(after("b", positionOf(1)).gap()).isFalse();
    append("a", 13, Retention.newest(3));
    assertThat(after("a", past)).matches(Reading::gap, "has a gap");
    assertThat(after("a", start).gap()).isTrue();
  }

  @Test
  void whatFindsNoRoomIsMissedByThoseAloneWhoStandBeforeIt() {
    append("a", 10, Retention.newest(1));
    prepend(Retention.newest(1), 0, "b", "a");

    assertThat(last("*", ALL)).containsExactly(0, 10);
    assertThat(after("*", positionOf(0)).gap()).isTrue();
    assertThat(after("b", positionOf(0)).gap()).isFalse();
    assertThat(after("a", start).gap()).isFalse();
  }

  @Test
  void bytesHoldOverPastAndPresentTogether() {
    int size = Footprint.of(signal("a", 1, START));
    Retention three = Retention.ALL.withBytes(3L * size);
    append("a", 10, three);
    prepend(three, 0, "a", "a", "a", "a");
    assertThat(last("a", ALL)).containsExactly(2, 3, 10);
    append("a", 11, three);

    assertThat(last("a", ALL)).containsExactly(3, 10, 11);
  }

  @Test
  void thePastGrowsOldBeforeThePresent() {
    Retention minute = Retention.ALL.withAge(Duration.ofMinutes(1));
    time.advance(Duration.ofSeconds(30));
    append("a", 10, minute);
    List<Signal> past =
        List.of(
            signal("a", 0, START.minusSeconds(40)),
            signal("a", 1, START),
            signal("a", 2, START.plusSeconds(10)));
    assertThat(store.prepend(past, topic -> Optional.of(minute))).isEqualTo(3);
    assertThat(last("a", ALL)).containsExactly(1, 2, 10);
    String first = positionOf(1);
    time.advance(Duration.ofSeconds(35));
    assertThat(last("a", ALL)).containsExactly(2, 10);
    assertThat(after("a", first).gap()).isFalse();
    time.advance(Duration.ofSeconds(10));

    assertThat(after("a", first).gap()).isTrue();
    assertThat(last("a", ALL)).containsExactly(10);
  }

  @Test
  void whatTheTopicKeepsIsSaidAnewByItsPast() {
    append("a", 10, Retention.newest(5));
    append("a", 11, Retention.newest(5));
    prepend(Retention.newest(1), 0, "a");

    assertThat(last("a", ALL)).containsExactly(11);
  }

  @Test
  void aMomentFindsThePastOfItsTimeAndKnowsNothingFromBeforeTheStoreBegan() {
    time.advance(Duration.ofSeconds(5));
    append("a", 10, Retention.newest(9));
    List<Signal> past =
        List.of(signal("a", 0, START.minusSeconds(9)), signal("a", 1, START.plusSeconds(2)));
    store.prepend(past, topic -> Optional.of(Retention.newest(9)));

    Reading begun = store.read(pattern("a"), START, ALL);
    assertThat(payloads(begun.signals())).containsExactly(1, 10);
    assertThat(begun.gap()).isFalse();
    Reading before = store.read(pattern("a"), START.minusSeconds(9), ALL);
    assertThat(payloads(before.signals())).containsExactly(0, 1, 10);
    assertThat(before.gap()).isTrue();
  }

  @Test
  void anUnknownPositionFindsThePastAndAGap() {
    append("a", 10, Retention.newest(9));
    prepend(Retention.newest(9), 0, "a");

    assertThat(payloads(after("a", "made-up").signals())).containsExactly(0, 10);
    assertThat(after("a", "made-up").gap()).isTrue();
  }

  @Test
  void aForgottenTopicHasAPastAgainAndAGapBehindIt() {
    append("a", 10, Retention.newest(9));
    store.forget("a");
    prepend(Retention.newest(9), 0, "a", "a");

    assertThat(last("a", ALL)).containsExactly(0, 1);
    assertThat(payloads(after("a", positionOf(0)).signals())).containsExactly(1);
    assertThat(after("a", positionOf(0)).gap()).isTrue();
    store.forget("a");
    assertThat(last("a", ALL)).isEmpty();
  }

  @Test
  void aTopicThatWasPutAwayWithTheForgottenHasAPastAgain() {
    MemoryStore forgetful = new MemoryStore(new Random(1), time.clock(), 0);
    forgetful.append(signal("a", 10, START), Retention.newest(9));
    forgetful.forget("a");
    forgetful.prepend(List.of(signal("a", 0, START)), topic -> Optional.of(Retention.newest(9)));

    assertThat(payloads(forgetful.last(pattern("a"), ALL))).containsExactly(0);
  }
}
