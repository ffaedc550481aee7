package dev.pubsub.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AwaitedTest {

  private static final long MICROSECOND = 1_000;

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void theLastReplyTellsWhetherTheNextMayComeAtOnce() {
    Promptness promptness = new Promptness();
    assertThat(promptness.getAsBoolean()).isFalse();
    promptness.took(20 * MICROSECOND);
    assertThat(promptness.getAsBoolean()).isTrue();
    promptness.took(21 * MICROSECOND);
    assertThat(promptness.getAsBoolean()).isFalse();
  }

  @Test
  void whoWaitsLooksForItBeforeHeSleeps() throws Exception {
    assertThat(soon().join()).isEqualTo("y");
    assertThat(soon().get()).isEqualTo("y");
    assertThat(soon().get(1, TimeUnit.DAYS)).isEqualTo("y");
    assertThat(soon().thenApply(String::length).join()).isEqualTo(1);

    assertThat(looks).hasValue(4);
  }

  @Test
  void whereItIsNotLikelyToComeSoonNobodyLooksAgain() {
    Awaited<String> late = new Awaited<>(() -> looks.incrementAndGet() == 0);
    assertThatThrownBy(() -> late.get(1, TimeUnit.MICROSECONDS))
        .isInstanceOf(TimeoutException.class);

    assertThat(looks).hasValue(1);
  }

  @Test
  void whoIsInterruptedIsTold() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(new Awaited<>(() -> true)::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void whoGivesUpAtOnceIsTold() {
    assertThatThrownBy(() -> new Awaited<>(() -> true).get(0, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  /** Comes when somebody asks whether it will: nobody else has it come. */
  private Awaited<String> soon() {
    AtomicReference<Awaited<String>> itself = new AtomicReference<>();
    itself.set(
        new Awaited<>(
            () -> {
              looks.incrementAndGet();
              return itself.get().complete("y");
            }));
    return itself.get();
  }
}
