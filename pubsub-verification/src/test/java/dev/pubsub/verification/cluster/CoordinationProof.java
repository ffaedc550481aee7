package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.verification.proof.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Nodes that want to lead while everything goes wrong: no two ever take themselves for the leader
 * at the same moment, and a bus never accepts a token behind a higher one.
 */
final class CoordinationProof {

  private static final int PERCENT = 10;

  @TempDir(factory = InMemory.class)
  Path directory;

  /** What is forced to the disk ten thousand times need not lie on one. */
  static final class InMemory implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "voters")
          : Files.createTempDirectory("voters");
    }
  }

  @Test
  void noTwoLeadAtOnceAndNoTokenIsAcceptedBehindAHigherOne() {
    Budget budget = Budget.ofPercent(PERCENT);
    int schedules = 0;
    long accepted = 0;
    long stale = 0;
    do {
      long seed = Budget.seed() + schedules;
      try (ContendingNodes nodes =
          new ContendingNodes(seed, directory.resolve(Long.toString(seed)))) {
        nodes.run();
        accepted += nodes.accepted();
        stale += nodes.stale();
      } catch (AssertionError e) {
        throw new AssertionError("with seed " + seed, e);
      }
      schedules++;
    } while (budget.isLeft());
    assertThat(stale).as("writes of those who led no more").isPositive();
    System.out.printf(
        "coordination: %d schedules from seed %d on, %d writes accepted, %d stale%n",
        schedules, Budget.seed(), accepted, stale);
  }
}
