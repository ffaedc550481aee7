package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class AcknowledgementTest {

  private static final Acknowledgement RULES = Acknowledgement.DEFAULT;
  private static final Duration DAY = Duration.ofDays(1);

  private static void expectRefused(String name, ThrowingCallable call) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, call);
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_OPTION);
    assertThat(refusal).hasMessageStartingWith(name + " must be from ");
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    expectRefused("maxAttempts", () -> RULES.withMaxAttempts(0));
    expectRefused("maxAttempts", () -> RULES.withMaxAttempts(1_000_001));
    expectRefused("maxUnacknowledged", () -> RULES.withMaxUnacknowledged(0));
    expectRefused("maxUnacknowledged", () -> RULES.withMaxUnacknowledged((1 << 20) + 1));
    expectRefused("ackTimeout", () -> RULES.withAckTimeout(Duration.ofNanos(999_999)));
    expectRefused("ackTimeout", () -> RULES.withAckTimeout(DAY.plusNanos(1)));
    expectRefused("firstBackOff", () -> RULES.withBackOff(Duration.ofNanos(-1), DAY));
    expectRefused("longestBackOff", () -> RULES.withBackOff(DAY, DAY.minusNanos(1)));
    expectRefused("longestBackOff", () -> RULES.withBackOff(DAY, DAY.plusNanos(1)));
  }

  @Test
  void whatIsJustInRangeIsTaken() {
    assertThat(
            RULES
                .withMaxAttempts(1_000_000)
                .withMaxUnacknowledged(1 << 20)
                .withAckTimeout(DAY)
                .withBackOff(DAY, DAY))
        .isEqualTo(new Acknowledgement(1_000_000, 1 << 20, DAY, DAY, DAY));
    assertThat(
            RULES
                .withMaxAttempts(1)
                .withMaxUnacknowledged(1)
                .withAckTimeout(Duration.ofMillis(1))
                .withBackOff(Duration.ZERO, Duration.ZERO))
        .isEqualTo(new Acknowledgement(1, 1, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO));
  }

  @Test
  void subscribingToAcknowledgeKeepsTheOtherOptions() {
    SubscribeOptions options = SubscribeOptions.DEFAULT.acknowledged().withCapacity(5).withoutOwn();

    assertThat(options.acks()).contains(RULES);
    assertThat(options.capacity()).isEqualTo(5);
    assertThat(options.withOverflow(Overflow.WAIT).startingAt(StartAt.last(1)).acks())
        .contains(RULES);
    assertThat(SubscribeOptions.DEFAULT.acks()).isEmpty();
  }
}
