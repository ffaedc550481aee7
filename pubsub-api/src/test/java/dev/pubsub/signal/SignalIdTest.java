package dev.pubsub.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalIdTest {

  // The example of RFC 9562, appendix A.6.
  private static final String EXAMPLE = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

  @Example
  void anIdentityIsWrittenAsAUuid() {
    SignalId id = new SignalId(0x017F22E279B07CC3L, 0x98C4DC0C0C07398FL);

    assertThat(id).hasToString(EXAMPLE);
    assertThat(SignalId.parse(EXAMPLE)).isEqualTo(id);
    assertThat(UUID.fromString(id.toString()).version()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
        "017f22e-279b0-7cc3-98c4-dc0c0c07398f",
        "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g"
      })
  void anotherFormIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SignalId.parse(text));
  }

  @Property(seed = "1")
  void whatIsWrittenIsReadAgain(@ForAll long high, @ForAll long low) {
    SignalId id = new SignalId(high, low);

    assertThat(SignalId.parse(id.toString())).isEqualTo(id);
  }

  @Property(seed = "2")
  void identitiesAreOrderedAsTheyAreWritten(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    SignalId id = new SignalId(high, low);

    for (SignalId other :
        new SignalId[] {
          new SignalId(otherHigh, otherLow), new SignalId(high, otherLow), new SignalId(high, low)
        }) {
      assertThat(Integer.signum(id.compareTo(other)))
          .isEqualTo(Integer.signum(id.toString().compareTo(other.toString())));
    }
  }
}
