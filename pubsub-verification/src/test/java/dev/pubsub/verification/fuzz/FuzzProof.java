package dev.pubsub.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.verification.proof.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes on where {@link FuzzTest} ends, with another seed each day. */
class FuzzProof {

  private static final int PERCENT_EACH = 4;
  private static final int LEAST_CASES = 50_000;
  private static final int LEAST_ROUNDS = 100;

  @ParameterizedTest
  @MethodSource("dev.pubsub.verification.fuzz.Targets#all")
  void mutatedInputIsReadAsThePlainModelReadsIt(Fuzz.Target target) throws Exception {
    Budget budget = Budget.ofPercent(PERCENT_EACH);
    long seed = Budget.seed();

    long cases = Fuzz.run(target, seed, n -> n < LEAST_CASES || budget.isLeft());

    System.out.printf("%s: seed %d, %d cases%n", target.getClass().getSimpleName(), seed, cases);
  }

  @Test
  void hostileClientsHarmNobodyAndLeaveNothing() throws Exception {
    Budget budget = Budget.ofPercent(PERCENT_EACH);
    try (SiegeTarget siege = new SiegeTarget()) {
      long rounds = Fuzz.run(siege, Budget.seed(), n -> n < LEAST_ROUNDS || budget.isLeft());
      long frames = siege.end();
      System.out.printf("siege: seed %d, %d rounds, %d frames%n", Budget.seed(), rounds, frames);
      assertThat(frames).isGreaterThan(rounds * 10);
    }
  }
}
