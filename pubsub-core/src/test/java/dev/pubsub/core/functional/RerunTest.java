package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.ReplayRequest;
import dev.pubsub.Rerun;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The past is published once more, at a chosen speed. */
final class RerunTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final StartAt BEGIN = StartAt.since(ManualTime.START);

  private final ManualBus on = new ManualBus("pubsub.history", "room:*=1000, kept:*=10");
  private final RecordingSubscriber copies = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  /** Signals a second apart. */
  private void past(int count) {
    for (int i = 0; i < count; i++) {
      on.publish("room:" + i % 2, i, i + 1);
      on.time.advance(Duration.ofSeconds(1));
    }
    on.bus.subscribe("copy:**", copies);
  }

  private Rerun replay(String to, double speed) {
    return on.bus.replay(new ReplayRequest("room:*", BEGIN, to, speed));
  }

  @Test
  void whoCatchesUpSeesWhatOthersSawAndWhatWasForThisNodeStaysHereOnceMore() throws Exception {
    PublishOptions here = PublishOptions.DEFAULT.withHeader("colour", "red").toNode("local");
    on.bus.publish("room:1", "x", here);
    on.bus.subscribe("room:1", SubscribeOptions.DEFAULT.startingAt(BEGIN), copies);
    replay("kept:1", 0);
    on.bus.subscribe("kept:1", copies);
    on.time.advance(Duration.ofMillis(10));
    copies.await(2, PATIENCE);
    assertThat(copies.signals())
        .extracting(signal -> signal.headers().asMap())
        .containsExactly(Map.of("colour", "red"), Map.of("colour", "red"));
    assertThat(on.bus.history("kept:1", StartAt.last(1), 1).entries())
        .singleElement()
        .extracting(entry -> entry.signal().headers().get(NodeHeaders.TO))
        .isEqualTo(Optional.of(NodeHeaders.HERE));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 500", "0.5, 2000", "100, 10"})
  void theSpeedDecidesAboutThePauses(double speed, long pause) throws Exception {
    past(3);
    Rerun rerun = replay("copy:1", speed);
    on.time.advance(Duration.ofMillis(1));
    assertThat(rerun.sent()).isEqualTo(1);
    on.time.advance(Duration.ofMillis(pause - 2));
    assertThat(rerun.sent()).isEqualTo(1);
    on.time.advance(Duration.ofMillis(4));
    assertThat(rerun.sent()).isEqualTo(2);
    on.time.advance(Duration.ofMillis(pause + 1));

    assertThat(rerun.sent()).isEqualTo(3);
    assertThat(rerun.isDone()).isTrue();
    copies.await(3, PATIENCE);
    assertThat(copies.payloads()).containsExactly(0, 1, 2);
  }

  @Test
  void whatHasEndedHoldsNothingOfThePast() {
    WeakReference<Object> payload = past(new byte[1000]);
    Rerun rerun = replay("copy:1", 0);
    on.time.advance(Duration.ofMillis(10));
    on.bus.topics().delete("room:1");

    ManualBus.await(
        () -> {
          System.gc();
          return payload.refersTo(null);
        });
    assertThat(rerun.isDone()).isTrue();
    assertThat(rerun.total()).isEqualTo(1);
  }

  @Test
  void aCopyLivesAsLongAsItsOriginalWould() throws Exception {
    on.bus.subscribe("copy:**", copies);
    PublishOptions brief = PublishOptions.DEFAULT.withTtl(Duration.ofSeconds(30));
    on.bus.publish("room:1", "over", brief.withTtl(Duration.ofSeconds(10)));
    on.bus.publish("room:1", "brief", brief);
    on.bus.publish("room:1", "lasting");
    on.time.advance(Duration.ofSeconds(10));
    Rerun rerun = replay("copy:1", 0);
    on.time.advance(Duration.ofMillis(10));

    copies.await(2, PATIENCE);
    assertThat(copies.payloads()).containsExactly("brief", "lasting");
    assertThat(copies.signals())
        .extracting(Signal::expiresAtMillis)
        .containsExactly(ManualTime.START.plusSeconds(30).toEpochMilli(), 0L);
    assertThat(rerun.refused()).isEqualTo(1);
    assertThat(rerun.isDone()).isTrue();
  }

  private WeakReference<Object> past(Object payload) {
    on.bus.publish("room:1", payload);
    return new WeakReference<>(payload);
  }

  @Test
  void withoutASpeedItGoesAsFastAsItCanAFewAtATime() {
    past(250);
    Rerun rerun = replay("copy:1", 0);
    assertThat(rerun.total()).isEqualTo(250);
    on.time.advance(Duration.ZERO);
    assertThat(rerun.sent()).isEqualTo(100);
    on.time.advance(Duration.ofMillis(2));

    assertThat(rerun.sent()).isEqualTo(250);
    assertThat(rerun.isDone()).isTrue();
    assertThat(rerun.gap()).isFalse();
    assertThat(rerun.refused()).isZero();
  }

  @Test
  void belowAPrefixEachSignalKeepsItsTopicAndWhatItCarries() throws Exception {
    PublishOptions options = PublishOptions.ofType("said").withKey("k").withPriority(Priority.HIGH);
    on.bus.publish("room:7", "hello", options);
    on.bus.subscribe("copy:**", copies);
    replay("copy:*", 0);
    on.time.advance(Duration.ofMillis(1));

    copies.await(1, PATIENCE);
    Signal copy = copies.signals().get(0);
    assertThat(copy.topic()).isEqualTo("copy:room:7");
    assertThat(copy.type()).isEqualTo("said");
    assertThat(copy.key()).isEqualTo("k");
    assertThat(copy.priority()).isEqualTo(Priority.HIGH);
    assertThat(copy.payload()).isEqualTo("hello");
  }

  @Test
  void itIsCancelledByWhoeverHoldsItAndByTheEndOfItsSession() {
    past(3);
    Rerun mine = replay("copy:1", 1);
    Session session = on.session("guest", 0);
    Rerun theirs = session.replay(new ReplayRequest("room:*", StartAt.last(2), "copy:2", 1));
    on.time.advance(Duration.ofMillis(1));
    mine.cancel();
    session.close();
    on.time.advance(Duration.ofHours(1));

    assertThat(mine.sent()).isEqualTo(1);
    assertThat(mine.isDone()).isTrue();
    assertThat(theirs.sent()).isEqualTo(1);
    assertThat(theirs.isDone()).isTrue();
  }

  @Test
  void whereNothingMayBeLostItWaitsForRoom() throws Exception {
    past(3);
    HeldSubscriber held = on.holding();
    on.bus.subscribe(
        "copy:1", SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT), held);
    Rerun rerun = replay("copy:1", 0);
    on.time.advance(Duration.ofMillis(1));
    held.awaitBlocked();
    on.time.advance(Duration.ofMillis(10));
    assertThat(rerun.sent()).isEqualTo(1);
    held.release();

    on.advanceUntil(rerun::isDone);
    ManualBus.await(() -> held.payloads().size() == 3);
    assertThat(held.payloads()).containsExactly(0, 1, 2);
    assertThat(rerun.sent()).isEqualTo(3);
  }

  @Test
  void whatIsRefusedIsCountedAndWhatIsMissingIsTold() {
    past(2);
    on.bus.topics().delete("room:0");
    Rerun rerun = replay("$sys:*", 0);
    on.time.advance(Duration.ofMillis(1));

    assertThat(rerun.gap()).isTrue();
    assertThat(rerun.total()).isEqualTo(1);
    assertThat(rerun.refused()).isEqualTo(1);
    assertThat(rerun.isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"room:9", "room:0", "room:*"})
  void aLoopIsRefused(String to) {
    past(1);

    assertThatThrownBy(() -> replay(to, 0))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> replay("copy::1", 0))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_TOPIC));
    for (double speed : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> replay("copy", speed))
          .isInstanceOfSatisfying(
              PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
    }
  }
}
