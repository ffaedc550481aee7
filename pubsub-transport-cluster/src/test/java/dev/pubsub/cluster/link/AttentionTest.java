package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  // A millisecond, in nanoseconds.
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

  // Elapsed time may begin anywhere, and pass over the end of its numbers.
  private long now = Long.MAX_VALUE - SECOND;
  private final Attention attention = new Attention(now);

  private void askedAndAnswered() {
    assertThat(attention.isToBeAsked(now)).isTrue();
    attention.answered(attention.ask(now));
  }

  @Test
  void nobodyHasItBeforeTheFirstAnswer() {
    assertThat(attention.isGiven(now)).isFalse();
    long question = attention.ask(now);
    assertThat(attention.isGiven(now)).isFalse();
    attention.answered(question);
    assertThat(attention.isGiven(now)).isTrue();
  }

  @Test
  void whoeverIsSentSomethingIsAskedFourTimesASecond() {
    askedAndAnswered();
    now += 249 * TICK;
    assertThat(attention.isToBeAsked(now)).isFalse();
    now += TICK;
    assertThat(attention.isToBeAsked(now)).isTrue();
  }

  @Test
  void aQuestionGoesBehindEachThirtyTwoKibibytesButNotAtOnce() {
    askedAndAnswered();
    attention.sent((1 << 15) - 256);
    now += 4 * TICK;
    assertThat(attention.isToBeAsked(now)).isFalse();
    now += TICK;
    assertThat(attention.isToBeAsked(now)).isTrue();
    askedAndAnswered();
    attention.sent((1 << 15) - 257);
    now += 5 * TICK;
    assertThat(attention.isToBeAsked(now)).isFalse();
  }

  @Test
  void whoeverDoesNotAnswerSoonHasLostItUntilTheAnswerComes() {
    askedAndAnswered();
    now += 250 * TICK;
    long question = attention.ask(now);
    now += 5 * TICK - 1;
    assertThat(attention.isGiven(now)).isTrue();
    now += 1;
    assertThat(attention.isGiven(now)).isFalse();
    now += 10 * SECOND;
    attention.answered(question);
    assertThat(attention.isGiven(now)).isTrue();
  }

  @Test
  void oneWhoDoesNotAnswerIsAskedAgainAfterASecond() {
    askedAndAnswered();
    now += 250 * TICK;
    attention.ask(now);
    now += SECOND - 1;
    assertThat(attention.isToBeAsked(now)).isFalse();
    now += 1;
    assertThat(attention.isToBeAsked(now)).isTrue();
    long again = attention.ask(now);
    assertThat(attention.isGiven(now)).as("it has missed a question").isFalse();
    attention.answered(again);
    assertThat(attention.isGiven(now)).isTrue();
  }

  @Test
  void noMoreIsUnderWayThanTheBuffersHold() {
    askedAndAnswered();
    attention.sent((1 << 16) - 256);
    assertThat(attention.isGiven(now)).isTrue();
    attention.sent(1);
    assertThat(attention.isGiven(now)).isFalse();
    attention.answered(attention.ask(now));
    assertThat(attention.isGiven(now)).isTrue();
  }

  @Test
  void onlyTheAnswerToTheLastQuestionCounts() {
    long first = attention.ask(now);
    attention.sent(1);
    now += SECOND;
    long second = attention.ask(now);
    attention.answered(first);
    attention.answered(second + 1);
    assertThat(attention.isGiven(now)).isFalse();
    attention.answered(second);
    assertThat(attention.isGiven(now)).isTrue();
  }

  @Test
  void aNodeThatWentAwayHasToAnswerAnew() {
    askedAndAnswered();
    now += SECOND;
    long old = attention.ask(now);
    attention.lost();
    attention.answered(old);
    assertThat(attention.isGiven(now)).isFalse();
    now += SECOND;
    askedAndAnswered();
    assertThat(attention.isGiven(now)).isTrue();
  }
}
