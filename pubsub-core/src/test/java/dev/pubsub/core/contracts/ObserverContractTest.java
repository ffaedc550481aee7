package dev.pubsub.core.contracts;

import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ObserverContract;
import dev.pubsub.testkit.RecordingObserver;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObserverContractTest {

  @Test
  void oneThatRemembersIsGood() {
    Verdict.of(Remembers.class).isAllGood();
  }

  @Test
  void oneThatThrowsAtSomeNamesIsFound() {
    Verdict.of(ThrowsAtSomeNames.class).names("itIsNotThrownByNamesOfAnyKind");
  }

  @Test
  void oneThatCannotCountSoFarIsFound() {
    Verdict.of(CannotCountSoFar.class).names("itIsNotThrownByCountsOfAnySize");
  }

  @Test
  void oneThatIsMadeForOneThreadIsFound() {
    Verdict.of(IsMadeForOneThread.class).names("itIsToldByManyThreadsAtOnce");
  }

  @Test
  void oneThatInterruptsItsCallerIsFound() {
    Verdict.of(Interrupts.class).names("itLeavesTheInterruptionOfTheThreadAlone");
  }

  static final class Remembers extends ObserverContract {
    @Override
    protected Observer observer() {
      return new RecordingObserver();
    }
  }

  static final class ThrowsAtSomeNames extends ObserverContract {
    @Override
    protected Observer observer() {
      return new Observer() {
        @Override
        public void happened(BusEvent event) {
          if (event.bus().isEmpty()) {
            throw new IllegalArgumentException("a bus without a name");
          }
        }
      };
    }
  }

  static final class CannotCountSoFar extends ObserverContract {
    @Override
    protected Observer observer() {
      return new Observer() {
        private int sum;

        @Override
        public void delivered(String bus, String pattern, long count) {
          sum = Math.addExact(sum, Math.toIntExact(count));
        }
      };
    }
  }

  static final class IsMadeForOneThread extends ObserverContract {
    @Override
    protected Observer observer() {
      return new Observer() {
        private final Map<Thread, Integer> callers = new HashMap<>();

        @Override
        public void published(String bus, String topic, int matched, int dropped) {
          if (callers.merge(Thread.currentThread(), 1, Integer::sum) > 0 && callers.size() > 1) {
            throw new IllegalStateException("called by another thread");
          }
        }
      };
    }
  }

  static final class Interrupts extends ObserverContract {
    @Override
    protected Observer observer() {
      return new Observer() {
        @Override
        public void rejected(String bus, String topic, String code) {
          Thread.currentThread().interrupt();
        }
      };
    }
  }
}
