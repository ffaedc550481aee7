package dev.pubsub.core.contracts;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Admission.Refused;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.testkit.GateContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GateContractTest {

  @Test
  void oneThatGrantsEverythingIsGood() {
    Verdict.of(Grants.class).isAllGood();
  }

  @Test
  void oneThatLetsAFewThroughIsGood() {
    Verdict.of(LetsAFewThrough.class).isAllGood();
  }

  @Test
  void oneThatTrustsWhatStrangersWriteIsFound() {
    Verdict.of(TrustsTheResource.class).names("everyOperationOnAnythingIsDecidedAbout");
  }

  @Test
  void oneThatSaysNothingIsFound() {
    Verdict.of(SaysNothing.class).names("everyOperationOnAnythingIsDecidedAbout");
  }

  @Test
  void oneThatRefusesWithoutAWordIsFound() {
    Verdict.of(RefusesWithoutAWord.class).names("aRefusalSaysWhyAndWhen");
  }

  @Test
  void oneThatLetsWaitForEverIsFound() {
    Verdict.of(LetsWaitForEver.class).names("whoeverMayWaitIsToldHowLong");
  }

  @Test
  void oneThatIsMadeForOneThreadIsFound() {
    Verdict.of(IsMadeForOneThread.class).names("manyThreadsAskAtOnce");
  }

  @Test
  void oneThatInterruptsItsCallerIsFound() {
    Verdict.of(Interrupts.class).names("itLeavesTheInterruptionOfTheThreadAlone");
  }

  static final class Grants extends GateContract {
    @Override
    protected Gate gate() {
      return (operation, bus, principal, resource, priority) -> Admission.GRANTED;
    }
  }

  static final class LetsAFewThrough extends GateContract {
    @Override
    protected Gate gate() {
      AtomicInteger left = new AtomicInteger(100);
      return (operation, bus, principal, resource, priority) ->
          left.getAndDecrement() > 0
              ? Admission.GRANTED
              : operation == Operation.PUBLISH
                  ? Admission.SHED
                  : refused("too often", Duration.ofMillis(5), true);
    }
  }

  static final class TrustsTheResource extends GateContract {
    @Override
    protected Gate gate() {
      return (operation, bus, principal, resource, priority) ->
          resource.charAt(0) == '$' ? Admission.SHED : Admission.GRANTED;
    }
  }

  static final class SaysNothing extends GateContract {
    @Override
    protected Gate gate() {
      return (operation, bus, principal, resource, priority) -> null;
    }
  }

  static final class RefusesWithoutAWord extends GateContract {
    @Override
    protected Gate gate() {
      return (operation, bus, principal, resource, priority) -> refused(" ", Duration.ZERO, false);
    }
  }

  static final class LetsWaitForEver extends GateContract {
    @Override
    protected Gate gate() {
      return (operation, bus, principal, resource, priority) ->
          refused("not now", Duration.ZERO, true);
    }
  }

  static final class IsMadeForOneThread extends GateContract {
    @Override
    protected Gate gate() {
      Map<Thread, Integer> callers = new HashMap<>();
      return (operation, bus, principal, resource, priority) -> {
        if (callers.merge(Thread.currentThread(), 1, Integer::sum) > 0 && callers.size() > 1) {
          throw new IllegalStateException("called by another thread");
        }
        return Admission.GRANTED;
      };
    }
  }

  static final class Interrupts extends GateContract {
    @Override
    protected Gate gate() {
      return (operation, bus, principal, resource, priority) -> {
        Thread.currentThread().interrupt();
        return Admission.GRANTED;
      };
    }
  }

  private static Refused refused(String reason, Duration retryAfter, boolean mayWait) {
    return new Refused(StandardError.RATE_LIMITED, reason, retryAfter, mayWait);
  }
}
