package dev.pubsub.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few of the cases of which {@link FuzzProof} has hundreds of thousands. */
class FuzzTest {

  private static final int CASES = 4000;
  private static final int ROUNDS = 10;
  private static final long SEED = 1;

  @ParameterizedTest
  @MethodSource("dev.pubsub.verification.fuzz.Targets#all")
  void mutatedInputIsReadAsThePlainModelReadsIt(Fuzz.Target target) throws Exception {
    assertThat(Fuzz.run(target, SEED, n -> n < CASES)).isEqualTo(CASES);
  }

  @Test
  void hostileClientsHarmNobodyAndLeaveNothing() throws Exception {
    try (SiegeTarget siege = new SiegeTarget()) {
      Fuzz.run(siege, SEED, n -> n < ROUNDS);
      assertThat(siege.end()).isGreaterThan(ROUNDS * 10);
    }
  }
}
