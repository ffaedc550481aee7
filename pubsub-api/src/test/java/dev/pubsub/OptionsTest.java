package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
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
        .isEqualTo(new SubscribeOptions(5, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20})
  void aCapacityWithinItsRangeIsTaken(int capacity) {
    assertThat(new SubscribeOptions(capacity, true).capacity()).isEqualTo(capacity);
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
}
