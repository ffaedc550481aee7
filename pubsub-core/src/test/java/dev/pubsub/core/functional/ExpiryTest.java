package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals that are of use for a while only. */
final class ExpiryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final PublishOptions ONE_SECOND =
      PublishOptions.DEFAULT.withTtl(Duration.ofSeconds(1));

  private static final PublishOptions ONE_MILLI =
      PublishOptions.DEFAULT.withTtl(Duration.ofMillis(1));

  private final RecordingSubscriber received = new RecordingSubscriber();
  private ManualBus on = new ManualBus();

  @AfterEach
  void close() {
    on.close();
  }

  private void reopen(String... settings) {
    on.close();
    on = new ManualBus(settings);
  }

  @Test
  void aSignalSaysWhenItExpires() throws Exception {
    on.bus.subscribe("a", received);
    on.bus.publish("a", "x", ONE_SECOND);
    on.bus.publish("a", "y", PublishOptions.DEFAULT.withTtl(Duration.ofNanos(1)));
    on.bus.publish("a", "z");

    assertThat(received.await(3, PATIENCE))
        .extracting(signal -> signal.expiresAtMillis() - signal.timeMillis())
        .startsWith(1000L, 1L);
    assertThat(received.signals()).last().extracting(Signal::expiresAtMillis).isEqualTo(0L);
  }

  @Test
  void whatIsTooOldIsFoundAmongWhatNeverIs() throws Exception {
    // Nor is it looked at for anything else.
    reopen("pubsub.trace.rate", "0");
    HeldSubscriber held = on.holding();
    on.bus.subscribe("a", held);
    Subscription behind = on.bus.subscribe("*", received);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    // One run, on the lane that is held up.
    IntStream.range(1, 50)
        .forEach(i -> on.bus.publish("a", i, i % 3 == 2 ? ONE_MILLI : PublishOptions.DEFAULT));
    // No less than until somebody may take the lane over.
    on.time.advance(Duration.ofMillis(1));
    held.release();
    ManualBus.await(() -> behind.stats().delivered() + behind.stats().droppedTotal() == 50);

    assertThat(received.payloads())
        .containsExactly(IntStream.range(0, 50).filter(i -> i % 3 != 2).boxed().toArray());
    assertThat(behind.stats().dropped()).isEqualTo(Map.of(DropReason.EXPIRED, 16L));
  }

  @Test
  void whatWaitsTooLongIsNotDeliveredAndCounted() throws Exception {
    HeldSubscriber held = on.holding();
    Subscription subscription = on.bus.subscribe("a", held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    on.bus.publish("a", 1, ONE_SECOND);
    on.publish("a", 2, 3);
    on.time.advance(Duration.ofSeconds(1));
    on.bus.publish("a", 3, ONE_SECOND);
    held.release();
    ManualBus.await(() -> subscription.stats().waiting() == 0);

    assertThat(held.payloads()).containsExactly(0, 2, 3);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.EXPIRED, 1L));
    assertThat(subscription.stats().delivered()).isEqualTo(3);
    assertThat(on.bus.stats().dropped()).isEqualTo(Map.of(DropReason.EXPIRED, 1L));
    assertThat(on.bus.deadLetters().count()).isZero();
  }

  @Test
  void aMailboxLetsGoOfWhatIsTooOldFromThatVeryMomentOn() throws Exception {
    Session session = on.session("ada", 0);
    Subscription subscription = session.subscribe("a", received);
    session.pause();
    on.bus.publish("a", "old", ONE_SECOND);
    on.time.advance(Duration.ofMillis(1));
    on.bus.publish("a", "young", ONE_SECOND);
    on.time.advance(Duration.ofMillis(999));
    session.resume();
    ManualBus.await(() -> subscription.stats().waiting() == 0);

    assertThat(received.payloads()).containsExactly("young");
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.EXPIRED, 1L));
  }

  @Test
  void theDeadLettersKeepItWhereTheSettingSaysSo() {
    reopen("pubsub.deadletters.expired", "true");
    Session session = on.session("ada", 0);
    Subscription subscription = session.subscribe("*", received);
    session.pause();
    on.bus.publish("a", "x", ONE_SECOND);
    on.time.advance(Duration.ofSeconds(1));
    session.resume();
    ManualBus.await(() -> subscription.stats().droppedTotal() == 1);

    DeadLetter kept = on.bus.deadLetters().list(10).get(0);
    assertThat(kept.signal().payload()).isEqualTo("x");
    assertThat(kept.pattern()).isEqualTo("*");
    assertThat(kept.reason()).isEqualTo(DropReason.EXPIRED);
  }

  @Test
  void aDeadLetterTellsHowOftenItWasTriedBeforeItsTimeWasOver() throws Exception {
    reopen("pubsub.deadletters.expired", "true");
    Deliveries tried = new Deliveries();
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.acknowledged(), tried);
    on.bus.publish("a", "x", ONE_SECOND);
    Delivery first = tried.next();
    on.time.advance(Duration.ofSeconds(1));
    first.retryLater();
    on.advanceUntil(() -> on.bus.deadLetters().count() == 1);

    assertThat(on.bus.deadLetters().list(1).get(0).attempts()).isEqualTo(1);
  }

  @Test
  void whatIsTooOldIsNotReplayedAndThatIsNoGap() throws Exception {
    reopen("pubsub.history", "**=10");
    String position = on.bus.subscribe("a", delivery -> {}).position().orElseThrow();
    on.bus.publish("a", "old", ONE_SECOND);
    on.bus.publish("a", "lasting");
    on.time.advance(Duration.ofSeconds(1));
    Subscription back =
        on.bus.subscribe(
            "a", SubscribeOptions.DEFAULT.startingAt(StartAt.after(position)), received);

    assertThat(back.recovered()).isTrue();
    assertThat(received.await(1, PATIENCE).get(0).payload()).isEqualTo("lasting");
    assertThat(back.stats().dropped()).isEmpty();
  }

  @Test
  void whatIsReplayedExpiresToo() {
    reopen("pubsub.history", "**=10");
    on.bus.publish("a", "x", ONE_SECOND);
    Session session = on.session("ada", 0);
    session.pause();
    Subscription subscription =
        session.subscribe("a", SubscribeOptions.DEFAULT.startingAt(StartAt.last(1)), received);
    on.time.advance(Duration.ofSeconds(1));
    session.resume();
    ManualBus.await(() -> subscription.stats().droppedTotal() == 1);

    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.EXPIRED, 1L));
    assertThat(received.signals()).isEmpty();
  }
}
