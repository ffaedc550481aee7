package dev.pubsub.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private static final long MICROSECOND = 1_000;

  private final Promptness promptness = new Promptness();

  @Test
  void theLastAnswerTellsWhetherTheNextMayComeAtOnce() {
    assertThat(promptness.isLikely()).isFalse();
    promptness.waited(20 * MICROSECOND);
    assertThat(promptness.isLikely()).isTrue();
    promptness.waited(21 * MICROSECOND);
    assertThat(promptness.isLikely()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWaitsGetsIt(boolean prompt) throws Exception {
    Answer<String> answer = answer(prompt);
    Answer<String> another = answer(prompt);
    Answer<String> third = answer(prompt);
    completeFromElsewhere(answer, another, third);

    assertThat(answer.join()).isEqualTo("y");
    assertThat(another.get()).isEqualTo("y");
    assertThat(third.get(1, TimeUnit.DAYS)).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWaitsNoLongerThanItTakesIsTold(boolean prompt) {
    Answer<String> answer = answer(prompt);

    assertThatThrownBy(() -> answer.get(1, TimeUnit.NANOSECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsInterruptedIsTold(boolean prompt) {
    Answer<String> answer = answer(prompt);
    Thread.currentThread().interrupt();

    assertThatThrownBy(answer::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void whatIsMadeOfAnAnswerIsAwaitedInTheSameWay() {
    assertThat(answer(true).thenApply(String::length)).isInstanceOf(Answer.class);
  }

  @SafeVarargs
  private static void completeFromElsewhere(CompletableFuture<String>... answers) {
    Thread elsewhere =
        new Thread(
            () -> {
              for (CompletableFuture<String> each : answers) {
                each.complete("y");
              }
            });
    elsewhere.setDaemon(true);
    elsewhere.start();
  }

  private Answer<String> answer(boolean prompt) {
    promptness.waited(prompt ? 0 : 1_000 * MICROSECOND);
    return new Answer<>(promptness);
  }
}
