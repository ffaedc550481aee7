package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Interceptor} promises: it decides about any signal without throwing or
 * blocking, on many threads at once, and does not touch the id, the topic or the source. A subclass
 * says how to make one.
 */
@Timeout(30)
public abstract class InterceptorContract {

  private static final int THREADS = 4;
  private static final int ROUNDS = 200;

  /** Has made nothing yet. */
  protected InterceptorContract() {}

  /**
   * Makes an interceptor.
   *
   * @return one that is ready to be asked
   */
  protected abstract Interceptor interceptor();

  /**
   * Further signals that it is asked about.
   *
   * @return none, unless overridden
   */
  protected List<Signal> signals() {
    return List.of();
  }

  @Test
  void everySignalIsDecidedAbout() {
    Interceptor interceptor = interceptor();
    allSignals().forEach(signal -> decide(interceptor, signal));
  }

  @Test
  void whatPassesKeepsItsIdTopicAndSource() {
    Interceptor interceptor = interceptor();
    allSignals().forEach(signal -> expectSame(signal, decide(interceptor, signal)));
  }

  @Test
  void theSameSignalMeetsTheSameKindOfDecision() {
    Interceptor interceptor = interceptor();
    for (Signal signal : allSignals()) {
      Class<? extends Decision> first = decide(interceptor, signal).getClass();
      assertThat(decide(interceptor, signal)).as("asked again").isInstanceOf(first);
    }
  }

  @Test
  void manyThreadsAskAtOnce() throws InterruptedException {
    Interceptor interceptor = interceptor();
    List<Signal> all = allSignals();
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            Signal signal = all.get((number + i) % all.size());
            expectSame(signal, decide(interceptor, signal));
          }
        });
  }

  @Test
  void aRefusalSaysWhy() {
    Interceptor interceptor = interceptor();
    for (Signal signal : allSignals()) {
      if (decide(interceptor, signal) instanceof Decision.Reject reject) {
        assertThat(reject.code().name()).matches("[A-Z][A-Z0-9_]*");
        assertThat(reject.reason()).isNotBlank();
        assertThat(reject.retryAfter().isNegative()).isFalse();
      }
    }
  }

  private static Decision decide(Interceptor interceptor, Signal signal) {
    Decision decision = interceptor.intercept("default", signal);
    assertThat(decision).as("the decision").isNotNull();
    return decision;
  }

  private static void expectSame(Signal before, Decision decision) {
    if (decision instanceof Decision.Pass pass) {
      assertThat(pass.signal().id()).isEqualTo(before.id());
      assertThat(pass.signal().topic()).isEqualTo(before.topic());
      assertThat(pass.signal().source()).isEqualTo(before.source());
    }
  }

  private List<Signal> allSignals() {
    List<Signal> all = new ArrayList<>(signals());
    String odd = "{}%s\r\n\u0000\ud800ä€𝄞";
    for (Object payload :
        List.of(
            "hello",
            "",
            odd,
            42,
            Map.of(),
            Map.of("a", List.of(1, Map.of())),
            new byte[1 << 22],
            "x".repeat(1 << 22),
            new Object())) {
      all.add(signal("room:1", "greeting", "ann", "k", Priority.NORMAL, payload));
    }
    for (Priority priority : Priority.values()) {
      all.add(signal("room:1", "", "anonymous", "", priority, "hello"));
    }
    all.add(signal("t".repeat(255), "", "ann", "", Priority.NORMAL, "hello"));
    all.add(signal("room:1", odd, odd, odd, Priority.NORMAL, "hello"));
    all.add(signal("room:1", "t".repeat(1 << 16), "ann", "k".repeat(1 << 16), Priority.LOW, "hi"));
    return all;
  }

  private static Signal signal(
      String topic, String type, String source, String key, Priority priority, Object payload) {
    return Signal.of(new SignalId(1, 2), topic, payload)
        .withType(type)
        .withSource(source)
        .withKey(key)
        .withPriority(priority)
        .withTimeMillis(ManualTime.START.toEpochMilli());
  }
}
