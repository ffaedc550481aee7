package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RequestOptionsTest {

  private static void expectRefused(Runnable call, String sentence) {
    assertThatThrownBy(call::run)
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining(sentence)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void aReplyIsWaitedForAWhile() {
    assertThat(RequestOptions.DEFAULT.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(RequestOptions.within(RequestOptions.MAX_TIMEOUT).timeout())
        .isEqualTo(Duration.ofDays(1));
    expectRefused(() -> RequestOptions.within(Duration.ZERO), "PT24H");
    expectRefused(() -> RequestOptions.within(Duration.ofNanos(-1)), "PT24H");
    expectRefused(
        () -> RequestOptions.within(RequestOptions.MAX_TIMEOUT.plusNanos(1)), "not PT24H");
  }

  @Test
  void aQuestionIsNotDeduplicated() {
    PublishOptions once = PublishOptions.DEFAULT.withDeduplicationId("1");

    expectRefused(() -> RequestOptions.DEFAULT.publishing(once), "deduplication");
    assertThat(RequestOptions.DEFAULT.publishing(PublishOptions.ofType("ask")).publish().type())
        .isEqualTo("ask");
  }

  @Test
  void allMeansThatNobodyFails() {
    Completion all = Completion.all();

    assertThat(all.isMet(2, 1, 0)).isFalse();
    assertThat(all.isMet(2, 2, 0)).isTrue();
    assertThat(all.isMet(0, 0, 0)).isFalse();
    assertThat(all.isHopeless(2, 1, 0)).isFalse();
    assertThat(all.isHopeless(2, 1, 1)).isTrue();
    assertThat(all.isHopeless(0, 0, 0)).isTrue();
  }

  @Test
  void aQuorumIsHopelessWhenTooFewAreLeft() {
    Completion two = Completion.quorum(2);

    assertThat(two.isMet(3, 1, 1)).isFalse();
    assertThat(two.isMet(3, 2, 1)).isTrue();
    assertThat(two.isHopeless(3, 0, 1)).isFalse();
    assertThat(two.isHopeless(3, 1, 2)).isTrue();
    assertThat(Completion.first()).isEqualTo(Completion.quorum(1));
    expectRefused(() -> Completion.quorum(0), "quorum");
  }

  @Test
  void untilTheDeadlineEverybodyMayComeToAnEnd() {
    Completion rule = Completion.untilDeadline();

    assertThat(rule.isMet(2, 1, 0)).isFalse();
    assertThat(rule.isMet(2, 1, 1)).isTrue();
    assertThat(rule.isMet(0, 0, 0)).isTrue();
    assertThat(rule.isHopeless(2, 0, 1)).isFalse();
  }
}
