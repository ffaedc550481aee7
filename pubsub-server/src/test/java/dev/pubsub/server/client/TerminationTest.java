package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TerminationTest {

  private final List<Runnable> handlers = new ArrayList<>();
  private final List<Integer> halts = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Termination termination = new Termination(handlers::add, halts::add, lines::add);

  @Test
  void theThreadIsInterruptedAndMayFinish() throws InterruptedException {
    Thread signal = interrupted(Duration.ofSeconds(10));

    termination.finished();
    signal.join();

    assertThat(halts).isEmpty();
    assertThat(lines).isEmpty();
  }

  @Test
  void aThreadThatDoesNotFinishInTimeIsCutShort() throws InterruptedException {
    termination.interruptsThisThread(Duration.ofSeconds(10));
    termination.patience(Duration.ofMillis(1));
    Thread signal = new Thread(handlers.get(0));
    signal.start();
    awaitInterrupt();
    signal.join();

    assertThat(halts).containsExactly(1);
    assertThat(lines).singleElement().asString().startsWith("CUT_SHORT: not at an end 0 s after");
  }

  @Test
  void whoeverIsToldOnceMoreEndsAtOnce() throws InterruptedException {
    Thread signal = interrupted(Duration.ofSeconds(10));

    handlers.get(0).run();
    assertThat(halts).containsExactly(1);
    assertThat(lines).singleElement().asString().startsWith("CUT_SHORT: told to end once more");

    termination.finished();
    signal.join();
  }

  @Test
  void aCommandThatHasFinishedIsNotCutShort() throws InterruptedException {
    Thread signal = interrupted(Duration.ofSeconds(10));
    termination.finished();
    signal.join();

    handlers.get(0).run();

    assertThat(halts).isEmpty();
    assertThat(lines).isEmpty();
  }

  /** The thread of the first signal, which waits for the end. */
  private Thread interrupted(Duration patience) {
    termination.interruptsThisThread(patience);
    Thread signal = new Thread(handlers.get(0));
    signal.start();
    awaitInterrupt();
    return signal;
  }

  private static void awaitInterrupt() {
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
  }
}
