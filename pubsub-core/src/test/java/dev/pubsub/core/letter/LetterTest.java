package dev.pubsub.core.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LetterTest {

  private static final Signal SIGNAL = Signal.of(new SignalId(1, 2), "a", "hello");

  private final Object door = new Object();
  private final Letter letter = new Letter(SIGNAL, door, null);
  private final AtomicInteger calls = new AtomicInteger();
  private final Encoder<byte[]> bytes =
      signal -> {
        calls.incrementAndGet();
        return new byte[] {1};
      };

  @Test
  void aLetterKnowsItsSignalAndItsDoor() {
    assertThat(letter.signal()).isSameAs(SIGNAL);
    assertThat(letter.isFrom(door)).isTrue();
    assertThat(letter.isFrom(new Object())).isFalse();
  }

  @Test
  void anEncodingIsMadeOnceAndSharedByAll() {
    byte[] first = letter.shared(bytes);

    assertThat(letter.shared(bytes)).isSameAs(first);
    assertThat(calls).hasValue(1);
  }

  @Test
  void everyEncoderHasAFormOfItsOwn() {
    Encoder<String> upper = signal -> signal.payload() + "!";
    Encoder<String> lower = signal -> signal.payload() + "?";
    byte[] made = letter.shared(bytes);

    assertThat(letter.shared(upper)).isEqualTo("hello!");
    assertThat(letter.shared(lower)).isEqualTo("hello?");
    assertThat(letter.shared(upper)).isEqualTo("hello!");
    assertThat(letter.shared(bytes)).isSameAs(made);
    assertThat(calls).hasValue(1);
  }

  @Test
  void everyLetterIsEncodedByItself() {
    assertThat(new Letter(SIGNAL, door, null).shared(bytes)).isNotSameAs(letter.shared(bytes));
  }

  @Test
  void anEncoderMayAskForAnotherForm() {
    Encoder<List<byte[]>> framed = signal -> List.of(letter.shared(bytes));

    assertThat(letter.shared(framed)).containsExactly(letter.shared(bytes));
    assertThat(calls).hasValue(1);
  }

  @Test
  void threadsThatAskAtOnceGetTheSameForm() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier together = new CyclicBarrier(2);
    try {
      for (int round = 1; round <= 200; round++) {
        Letter fresh = new Letter(SIGNAL, door, null);
        List<Future<byte[]>> forms = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          forms.add(
              threads.submit(
                  () -> {
                    together.await();
                    return fresh.shared(bytes);
                  }));
        }
        assertThat(forms.get(0).get()).isSameAs(forms.get(1).get());
        assertThat(calls).hasValue(round);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void anEncoderThatFailedIsTriedAgain() {
    Encoder<String> failsOnce =
        signal -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return "made";
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> letter.shared(failsOnce))
        .withMessage("not yet");
    assertThat(letter.shared(failsOnce)).isEqualTo("made");
    assertThat(letter.shared(failsOnce)).isEqualTo("made");
    assertThat(calls).hasValue(2);
  }

  @Test
  void anEncoderMustNotReturnNull() {
    Encoder<String> nothing = signal -> null;

    assertThatNullPointerException()
        .isThrownBy(() -> letter.shared(nothing))
        .withMessage("an encoder must not return null");
  }
}
