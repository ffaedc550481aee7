package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Priority;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Admission.Refused;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Gate} promises: it decides about any operation on anything, without throwing or
 * blocking, on many threads at once, and says why and when where it refuses. A subclass says how to
 * make one; what it makes should refuse something, or shed it, before the contract has asked a
 * thousand times.
 */
@Timeout(30)
public abstract class GateContract {

  private static final int THREADS = 4;
  private static final int ROUNDS = 20;

  private static final List<String> ODD =
      List.of("", " ", "a::b", "*", "\u0000", "\ud800", "ä€𝄞", "{}%s\r\n", "x".repeat(100_000));

  /** Has made nothing yet. */
  protected GateContract() {}

  /**
   * Makes a gate.
   *
   * @return one that is ready to be asked
   */
  protected abstract Gate gate();

  /**
   * Further things that it is asked about.
   *
   * @return none, unless overridden
   */
  protected List<String> resources() {
    return List.of();
  }

  @Test
  void everyOperationOnAnythingIsDecidedAbout() {
    Gate gate = gate();
    ask(gate, "ann");
    ODD.forEach(principal -> ask(gate, principal));
  }

  @Test
  void aRefusalSaysWhyAndWhen() {
    Gate gate = gate();
    for (int i = 0; i < ROUNDS; i++) {
      ask(gate, "ann").forEach(GateContract::expectClear);
    }
  }

  @Test
  void whoeverMayWaitIsToldHowLong() {
    Gate gate = gate();
    for (int i = 0; i < ROUNDS; i++) {
      for (Admission admission : ask(gate, "ann")) {
        if (admission instanceof Refused refused && refused.mayWait()) {
          assertThat(refused.retryAfter()).as("when to try again").isPositive();
        }
      }
    }
  }

  @Test
  void manyThreadsAskAtOnce() throws InterruptedException {
    Gate gate = gate();
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            ask(gate, "principal:" + (number + i) % 3).forEach(GateContract::expectClear);
          }
        });
  }

  @Test
  void itLeavesTheInterruptionOfTheThreadAlone() {
    Gate gate = gate();
    ask(gate, "ann");
    assertThat(Thread.interrupted()).as("interrupted by the gate").isFalse();
    Thread.currentThread().interrupt();
    ask(gate, "ann");
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
  }

  private List<Admission> ask(Gate gate, String principal) {
    List<String> all = new ArrayList<>(resources());
    all.add("room:1");
    all.addAll(ODD);
    List<Admission> said = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (String resource : all) {
        for (Priority priority : Priority.values()) {
          Admission admission = gate.admit(operation, "default", principal, resource, priority);
          assertThat(admission).as("the admission to %s", operation).isNotNull();
          said.add(admission);
        }
      }
    }
    return said;
  }

  private static void expectClear(Admission admission) {
    if (admission instanceof Refused refused) {
      assertThat(refused.code().name()).matches("[A-Z][A-Z0-9_]*");
      assertThat(refused.reason()).as("the reason").isNotBlank();
      assertThat(refused.retryAfter().isNegative()).as("in the past").isFalse();
    }
  }
}
