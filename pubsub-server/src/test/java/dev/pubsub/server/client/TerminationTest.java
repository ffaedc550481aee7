package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminationTest {

  private final List<Thread> hooks = new ArrayList<>();
  private final List<Integer> halts = new ArrayList<>();
  private final Termination termination = new Termination(hooks::add, halts::add);

  @Test
  void theThreadIsInterruptedAndItsStatusIsThatOfTheProcess() throws InterruptedException {
    termination.interruptsThisThread(Duration.ofSeconds(10));
    hooks.get(0).start();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    assertThat(halts).isEmpty();

    termination.finished(0);
    hooks.get(0).join();

    assertThat(halts).containsExactly(0);
  }

  @Test
  void aThreadThatHasFinishedIsLeftAlone() throws InterruptedException {
    termination.interruptsThisThread(Duration.ofSeconds(10));
    termination.finished(1);
    hooks.get(0).start();
    hooks.get(0).join();

    assertThat(Thread.interrupted()).isFalse();
    assertThat(halts).containsExactly(1);
  }

  @Test
  void aThreadThatDoesNotFinishInTimeFails() throws InterruptedException {
    termination.interruptsThisThread(Duration.ofMillis(1));
    hooks.get(0).start();
    try {
      hooks.get(0).join();
    } catch (InterruptedException e) {
      hooks.get(0).join();
    }

    assertThat(halts).containsExactly(1);
  }
}
