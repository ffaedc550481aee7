package dev.pubsub.core.contracts;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.testkit.InterceptorContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class InterceptorContractTest {

  private static final String DECIDED = "everySignalIsDecidedAbout";

  @Test
  void oneThatLetsEverythingPassIsGood() {
    Verdict.of(Passes.class).isAllGood();
  }

  @Test
  void oneThatThrowsIsFound() {
    Verdict.of(Throws.class).names(DECIDED, "manyThreadsAskAtOnce");
  }

  @Test
  void oneThatCannotReadEveryPayloadIsFound() {
    Verdict.of(TrustsThePayload.class).names(DECIDED);
  }

  @Test
  void oneThatSaysNothingIsFound() {
    Verdict.of(SaysNothing.class).names(DECIDED);
  }

  @Test
  void oneThatChangesTheSourceIsFound() {
    Verdict.of(ChangesTheSource.class).names("whatPassesKeepsItsIdTopicAndSource");
  }

  @Test
  void oneThatCannotMakeUpItsMindIsFound() {
    Verdict.of(Wavers.class).names("theSameSignalMeetsTheSameKindOfDecision");
  }

  @Test
  void oneThatRefusesWithoutAWordIsFound() {
    Verdict.of(RefusesWithoutAWord.class).names("aRefusalSaysWhy");
  }

  static final class Passes extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      return (bus, signal) -> new Decision.Pass(signal);
    }
  }

  static final class Throws extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      return (bus, signal) -> {
        throw new IllegalStateException("thrown on purpose");
      };
    }
  }

  static final class TrustsThePayload extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      return (bus, signal) ->
          ((String) signal.payload()).isEmpty() ? new Decision.Drop() : new Decision.Pass(signal);
    }
  }

  static final class SaysNothing extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      return (bus, signal) -> null;
    }
  }

  static final class ChangesTheSource extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      return (bus, signal) -> new Decision.Pass(signal.withSource("somebody else"));
    }
  }

  static final class Wavers extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      AtomicBoolean passes = new AtomicBoolean();
      return (bus, signal) ->
          passes.getAndSet(!passes.get()) ? new Decision.Pass(signal) : new Decision.Drop();
    }
  }

  static final class RefusesWithoutAWord extends InterceptorContract {
    @Override
    protected Interceptor interceptor() {
      return (bus, signal) -> new Decision.Reject(StandardError.OVERLOADED, "", Duration.ZERO);
    }
  }
}
