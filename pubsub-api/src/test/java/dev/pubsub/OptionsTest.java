package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  @Test
  void bySubscribingWithoutOptionsTheDefaultsAreTaken() {
    assertThat(SubscribeOptions.DEFAULT.capacity()).isZero();
    assertThat(SubscribeOptions.DEFAULT.own()).isTrue();
  }

  @Test
  void changingOneOptionKeepsTheOther() {
    assertThat(SubscribeOptions.DEFAULT.withCapacity(5).withoutOwn())
        .isEqualTo(SubscribeOptions.DEFAULT.withoutOwn().withCapacity(5))
        .isEqualTo(
            new SubscribeOptions(
                5,
                Overflow.AS_CONFIGURED,
                false,
                "",
                StartAt.NOW,
                Optional.empty(),
                "",
                Selection.ALL));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20})
  void aCapacityWithinItsRangeIsTaken(int capacity) {
    assertThat(SubscribeOptions.DEFAULT.withCapacity(capacity).capacity()).isEqualTo(capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, (1 << 20) + 1, Integer.MAX_VALUE})
  void anyOtherCapacityIsRefused(int capacity) {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> SubscribeOptions.DEFAULT.withCapacity(capacity));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_OPTION);
    assertThat(refusal).hasMessage("capacity must be between 0 and 1048576, not " + capacity);
  }

  @Test
  void aGroupHasAPlainName() {
    assertThat(SubscribeOptions.DEFAULT.inGroup("g").withCapacity(5).withoutOwn().group())
        .isEqualTo("g");
    assertThat(SubscribeOptions.DEFAULT.inGroup("g".repeat(255)).inGroup("").group()).isEmpty();
    expectBadOption(() -> SubscribeOptions.DEFAULT.inGroup("g".repeat(256)));
    expectBadOption(() -> SubscribeOptions.DEFAULT.inGroup("a\nb"));
  }

  @Test
  void aMemberOfAGroupStartsWithTheNextSignal() {
    SubscribeOptions member = SubscribeOptions.DEFAULT.inGroup("g").startingAt(StartAt.NOW);

    expectBadOption(() -> member.startingAt(StartAt.last(1)));
    expectBadOption(() -> SubscribeOptions.DEFAULT.startingAt(StartAt.after("x")).inGroup("g"));
  }

  @Test
  void aDurableSubscriptionHasAPlainNameAndAcknowledges() {
    Acknowledgement twice = Acknowledgement.DEFAULT.withMaxAttempts(2);

    assertThat(SubscribeOptions.DEFAULT.durable("d").acks()).contains(Acknowledgement.DEFAULT);
    assertThat(SubscribeOptions.DEFAULT.acknowledged(twice).durable("d").acks()).contains(twice);
    assertThat(SubscribeOptions.DEFAULT.durable("")).isEqualTo(SubscribeOptions.DEFAULT);
    expectBadOption(() -> SubscribeOptions.DEFAULT.durable("d".repeat(256)));
    expectBadOption(() -> SubscribeOptions.DEFAULT.durable("a\nb"));
    expectBadOption(() -> SubscribeOptions.DEFAULT.inGroup("g").durable("d"));
    expectBadOption(() -> SubscribeOptions.DEFAULT.durable("d").inGroup("g"));
    expectBadOption(
        () ->
            new SubscribeOptions(
                0, Overflow.WAIT, true, "", StartAt.NOW, Optional.empty(), "d", Selection.ALL));
  }

  private static void expectBadOption(Runnable call) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, call::run);
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void aSignalHasNoTypeUnlessOneIsGiven() {
    assertThat(PublishOptions.DEFAULT.type()).isEmpty();
    assertThat(PublishOptions.ofType("moved").type()).isEqualTo("moved");
    assertThatNullPointerException().isThrownBy(() -> PublishOptions.ofType(null));
  }

  @Test
  void aPrincipalHasAName() {
    assertThat(Principal.ANONYMOUS.name()).isEqualTo("anonymous");
    assertThat(new Principal("a")).isEqualTo(new Principal("a")).isNotEqualTo(new Principal("b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Principal(""))
        .withMessage("a principal needs a name");
    assertThatNullPointerException().isThrownBy(() -> new Principal(null));
  }

  @Test
  void aPublisherSaysWhatItLikesAboutASignal() {
    PublishOptions options =
        PublishOptions.ofType("moved")
            .withKey("lamp")
            .withPriority(Priority.HIGH)
            .waitingUpTo(Duration.ofSeconds(1));

    assertThat(options.type()).isEqualTo("moved");
    assertThat(options.key()).isEqualTo("lamp");
    assertThat(options.priority()).isEqualTo(Priority.HIGH);
    assertThat(options.patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.withType("still").type()).isEqualTo("still");
    assertThat(PublishOptions.DEFAULT.priority()).isEqualTo(Priority.NORMAL);
    assertThat(PublishOptions.DEFAULT.patience()).isZero();
  }

  @Test
  void patienceHasItsRange() {
    assertThat(PublishOptions.DEFAULT.waitingUpTo(PublishOptions.MAX_PATIENCE).patience())
        .isEqualTo(Duration.ofDays(1));
    for (Duration wrong : List.of(Duration.ofNanos(-1), Duration.ofDays(1).plusNanos(1))) {
      assertThat(code(() -> PublishOptions.DEFAULT.waitingUpTo(wrong)))
          .isEqualTo(StandardError.BAD_OPTION);
    }
  }

  @Test
  void aTimeToLiveHasItsRange() {
    assertThat(PublishOptions.DEFAULT.ttl()).isZero();
    assertThat(PublishOptions.DEFAULT.withTtl(PublishOptions.MAX_TTL).ttl())
        .isEqualTo(Duration.ofDays(365));
    for (Duration wrong : List.of(Duration.ofNanos(-1), Duration.ofDays(365).plusNanos(1))) {
      assertThat(code(() -> PublishOptions.DEFAULT.withTtl(wrong)))
          .isEqualTo(StandardError.BAD_OPTION);
    }
  }

  @Test
  void aDeduplicationIdIsBounded() {
    assertThat(PublishOptions.DEFAULT.deduplicationId()).isEmpty();
    assertThat(PublishOptions.DEFAULT.withDeduplicationId("x".repeat(255)).deduplicationId())
        .hasSize(255);
    assertThat(code(() -> PublishOptions.DEFAULT.withDeduplicationId("x".repeat(256))))
        .isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void aSubscriptionBeginsNowUnlessItSaysElsewhere() {
    assertThat(SubscribeOptions.DEFAULT.start()).isEqualTo(StartAt.NOW);
    assertThat(SubscribeOptions.DEFAULT.startingAt(StartAt.after("p")).start())
        .isEqualTo(new StartAt.After("p"));
    assertThat(SubscribeOptions.DEFAULT.startingAt(StartAt.last(3)).start())
        .isEqualTo(new StartAt.Last(3));
    assertThat(code(() -> StartAt.last(0))).isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void aPolicyIsAsConfiguredUnlessOneIsAskedFor() {
    assertThat(SubscribeOptions.DEFAULT.overflow()).isEqualTo(Overflow.AS_CONFIGURED);
    assertThat(SubscribeOptions.DEFAULT.withOverflow(Overflow.WAIT).overflow())
        .isEqualTo(Overflow.WAIT);
    assertThat(SessionOptions.DEFAULT.overflow()).isEqualTo(Overflow.AS_CONFIGURED);
    assertThat(SessionOptions.ofCapacity(5).withOverflow(Overflow.DISCONNECT))
        .isEqualTo(new SessionOptions(5, Overflow.DISCONNECT));
  }

  @Test
  void aRefusalThatTimeWillNotMendHasNoTimeToRetry() {
    assertThat(new PublishResult.Rejected(StandardError.BAD_TOPIC, "no").retryAfter()).isZero();
    assertThat(new PublishResult.Accepted(new SignalId(1, 2), 5, 2).delivered()).isEqualTo(3);
  }

  @Test
  void aSubscriberNeedNotListenToTheEnd() throws Exception {
    Subscriber subscriber = delivery -> {};
    subscriber.endOfBatch();
    subscriber.ended();

    assertThat(subscriber).isNotNull();
  }

  private static ErrorCode code(Runnable call) {
    return catchThrowableOfType(PubSubException.class, call::run).code();
  }
}
