package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RecordingSubscriberTest {

  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void whatCameIsRememberedInItsOrder() {
    subscriber.receive(Numbers.of(1));
    subscriber.receive(Numbers.of(2));
    subscriber.endOfBatch();
    subscriber.receive(Numbers.of(3));

    assertThat(subscriber.payloads()).containsExactly(1, 2, 3);
    assertThat(subscriber.signals()).extracting(Signal::topic).containsOnly("a");
    assertThat(subscriber.batches()).isEqualTo(1);
  }

  @Test
  void awaitingReturnsAtOnceWhenEnoughCame() throws InterruptedException {
    subscriber.receive(Numbers.of(1));
    subscriber.receive(Numbers.of(2));

    assertThat(subscriber.await(1, Duration.ZERO)).hasSize(2);
    assertThat(subscriber.await(0, Duration.ZERO)).hasSize(2);
  }

  @Test
  void awaitingReturnsWhenEnoughCome() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<List<Signal>> awaited =
          thread.submit(() -> subscriber.await(2, Duration.ofSeconds(30)));
      subscriber.receive(Numbers.of(1));
      assertThat(awaited.isDone()).isFalse();
      subscriber.receive(Numbers.of(2));

      assertThat(awaited.get()).hasSize(2);
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void awaitingInVainSaysWhatCame() {
    subscriber.receive(Numbers.of(1));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> subscriber.await(2, Duration.ofMillis(1)))
        .withMessage("waited for 2 signals, got 1");
  }
}
