package dev.pubsub.verification.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.verification.proof.Budget;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Published, times those it was for, is delivered, dropped by reason, left out or queued: to the
 * last signal, by numbers that publishers and subscribers count themselves.
 */
class SoakProof {

  private static final int PERCENT = 15;
  private static final Set<DropReason> ABSENT =
      EnumSet.of(DropReason.INTERCEPTED, DropReason.SHED, DropReason.WITHHELD);
  private static final Duration ROUND = Duration.ofSeconds(4);

  @Test
  void whatIsPublishedIsDeliveredOrCountedOnce() throws Exception {
    Budget budget = Budget.ofPercent(PERCENT);
    Random seeds = new Random(Budget.seed());
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    long queued = 0;
    do {
      long seed = seeds.nextLong();
      System.out.printf("soak: seed %d%n", seed);
      Round.Report report = new Round(seed, ROUND).run();
      System.out.printf("soak: %s%n", report);
      report.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
      queued += report.queued();
    } while (budget.isLeft());

    assertThat(queued).as("nothing was held when the books were closed").isPositive();
    assertThat(dropped)
        .as("losses of every kind but by plugins, of which none is here")
        .allSatisfy((reason, count) -> assertThat(count > 0).isEqualTo(!ABSENT.contains(reason)));
  }
}
