package dev.pubsub.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.BusStress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stress of the testkit on real time, again and again with other seeds. */
class EngineStressProof {

  private static final int PERCENT = 30;
  private static final int MOST_LANES = 3;
  private static final int PUBLISHERS = 3;
  private static final int SIGNALS_EACH = 100_000;

  @Test
  void theEngineKeepsItsPromisesOnRealTime() throws Exception {
    Budget budget = Budget.ofPercent(PERCENT);
    Random seeds = new Random(Budget.seed());
    for (int round = 0; round == 0 || budget.isLeft(); round++) {
      stress(seeds.nextLong(), 1 + round % MOST_LANES);
    }
  }

  private static void stress(long seed, int lanes) throws InterruptedException {
    System.out.printf("engine stress: seed %d, lanes %d%n", seed, lanes);
    try (PubSub pubsub =
        PubSub.builder().discover(false).set("pubsub.lanes", Integer.toString(lanes)).open()) {
      BusStress.Report report =
          new BusStress(pubsub.bus(), seed, PUBLISHERS, SIGNALS_EACH, () -> {}).run();
      assertThat(report.faults()).as("seed %d, lanes %d", seed, lanes).isEmpty();
      assertThat(report.published()).isEqualTo((long) PUBLISHERS * SIGNALS_EACH);
    }
  }
}
