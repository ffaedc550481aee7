package dev.pubsub.core.contracts;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import dev.pubsub.testkit.SubscriberDecoratorContract;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SubscriberDecoratorContractTest {

  @Test
  void oneThatLeavesSubscribersAloneIsGood() {
    Verdict.of(LeavesThemAlone.class).isAllGood();
  }

  @Test
  void oneThatHoldsAfterAFailureIsGood() {
    Verdict.of(HoldsAfterAFailure.class).isAllGood();
  }

  @Test
  void oneThatCannotReadEveryPatternIsFound() {
    Verdict.of(TrustsThePattern.class).names("itStandsInFrontOfAnySubscriber");
  }

  @Test
  void oneThatLosesASignalIsFound() {
    Verdict.of(LosesSignals.class).names("aSignalThatNobodyDecidedAboutHasReachedTheSubscriber");
  }

  @Test
  void oneThatSwallowsFailuresIsFound() {
    Verdict.of(SwallowsFailures.class).names("aFailureOfTheSubscriberIsNotSwallowed");
  }

  @Test
  void oneThatKnowsOfSignalsOnlyIsFound() {
    Verdict.of(KnowsOfSignalsOnly.class)
        .names("theEndOfABatchReachesTheSubscriber", "theEndOfTheSubscriptionReachesTheSubscriber");
  }

  @Test
  void oneThatDecidesTooLateIsFound() {
    Verdict.of(DecidesTooLate.class).names("itDecidesAboutASignalOnlyWhileItIsInItsHands");
  }

  @Test
  void oneThatIsMadeForOneThreadIsFound() {
    Verdict.of(IsMadeForOneThread.class).names("manySubscriptionsAreServedAtOnce");
  }

  /** Passes all on; a sample changes what it is bad at. */
  private static class Passing implements Subscriber {
    final Subscriber next;

    Passing(Subscriber next) {
      this.next = next;
    }

    @Override
    public void receive(Delivery delivery) throws Exception {
      next.receive(delivery);
    }

    @Override
    public void endOfBatch() throws Exception {
      next.endOfBatch();
    }

    @Override
    public void ended() throws Exception {
      next.ended();
    }
  }

  static final class LeavesThemAlone extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) -> next;
    }
  }

  static final class HoldsAfterAFailure extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) ->
          new Passing(next) {
            @Override
            public void receive(Delivery delivery) throws Exception {
              try {
                super.receive(delivery);
              } catch (IllegalStateException e) {
                control.hold();
              }
            }

            @Override
            public void ended() throws Exception {
              control.release();
              super.ended();
            }
          };
    }
  }

  static final class TrustsThePattern extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) -> control.pattern().charAt(0) == 'a' ? new Passing(next) : next;
    }
  }

  static final class LosesSignals extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) ->
          new Passing(next) {
            private int count;

            @Override
            public void receive(Delivery delivery) throws Exception {
              if (++count % 10 != 0) {
                super.receive(delivery);
              }
            }
          };
    }
  }

  static final class SwallowsFailures extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) ->
          new Passing(next) {
            private int failures;

            @Override
            public void receive(Delivery delivery) {
              try {
                super.receive(delivery);
              } catch (Exception e) {
                failures++;
              }
            }

            @Override
            public String toString() {
              return failures + " failures";
            }
          };
    }
  }

  static final class KnowsOfSignalsOnly extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) -> delivery -> next.receive(delivery);
    }
  }

  static final class DecidesTooLate extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      return (next, control) ->
          new Passing(next) {
            @Override
            public void endOfBatch() throws Exception {
              control.drop();
              super.endOfBatch();
            }
          };
    }
  }

  static final class IsMadeForOneThread extends SubscriberDecoratorContract {
    @Override
    protected SubscriberDecorator decorator() {
      Set<Thread> callers = new HashSet<>();
      return (next, control) -> {
        callers.add(Thread.currentThread());
        return callers.size() == 1 ? next : broken(control);
      };
    }

    private static Subscriber broken(SubscriptionControl control) {
      throw new IllegalStateException("another thread opened " + control.pattern());
    }
  }
}
