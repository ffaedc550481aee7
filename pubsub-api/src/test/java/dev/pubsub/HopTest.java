package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pubsub.Hop.Step;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HopTest {

  @Test
  void aStepSaysWhatHappenedWhereAndWhen() {
    Hop hop = new Hop("n1", Instant.EPOCH, Step.DROPPED, "a:*", "overflow");

    assertThat(hop.step()).isEqualTo(Step.DROPPED);
    assertThat(hop).isEqualTo(new Hop("n1", Instant.EPOCH, Step.DROPPED, "a:*", "overflow"));
    assertThat(hop).isNotEqualTo(new Hop("n1", Instant.EPOCH, Step.DROPPED, "a:*", "expired"));
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void nothingOfItIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Hop(null, Instant.EPOCH, Step.SENT, "", ""))
        .withMessage("node");
    assertThatNullPointerException()
        .isThrownBy(() -> new Hop("n1", Instant.EPOCH, Step.SENT, "", null))
        .withMessage("detail");
  }
}
