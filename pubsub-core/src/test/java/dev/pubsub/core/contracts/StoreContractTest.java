package dev.pubsub.core.contracts;

import dev.pubsub.core.store.MemoryStore;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store;
import dev.pubsub.testkit.StoreContract;
import dev.pubsub.topic.TopicPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StoreContractTest {

  @Test
  void aStoreThatLosesTheOrderIsFound() {
    Verdict.of(LosesOrder.class)
        .names("signalsAreReadInTheOrderInWhichTheyWereAppended", "theOrderIsOneOverAllTopics");
  }

  @Test
  void aStoreThatKeepsLessThanItWasAskedToIsFound() {
    Verdict.of(KeepsLess.class).names("atLeastAsManyAreKeptAsWereAskedFor");
  }

  @Test
  void aStoreThatNeverTellsOfAGapIsFound() {
    Verdict.of(HidesGaps.class)
        .names(
            "thereIsAGapExactlyWhereSomethingIsMissing",
            "whatIsForgottenIsGoneAndLeavesAGap",
            "aPositionOfAnotherStoreIsAnsweredWithAGap",
            "aTextThatIsNoPositionIsAnsweredWithAGapAndWhatIsKept");
  }

  @Test
  void aStoreThatSeesGapsEverywhereIsFound() {
    Verdict.of(SeesGaps.class).names("readingGoesOnBehindEachPosition");
  }

  @Test
  void aStoreThatDoesNotForgetIsFound() {
    Verdict.of(RemembersAll.class).names("whatIsForgottenIsGoneAndLeavesAGap");
  }

  @Test
  void aStoreThatShowsTheOldestIsFound() {
    Verdict.of(ShowsTheOldest.class).names("theNewestAreReadInTheOrderInWhichTheyWereAppended");
  }

  static final class LosesOrder extends StoreContract {
    @Override
    protected Store open() {
      return new Forwarding() {
        @Override
        public Reading read(TopicPattern pattern, String after) {
          Reading right = super.read(pattern, after);
          List<Stored> reversed = new ArrayList<>(right.signals());
          Collections.reverse(reversed);
          return new Reading(reversed, right.gap());
        }
      };
    }
  }

  static final class KeepsLess extends StoreContract {
    @Override
    protected Store open() {
      return new Forwarding() {
        @Override
        public Stored append(Signal signal, int keep) {
          return super.append(signal, Math.max(1, keep - 1));
        }
      };
    }
  }

  static final class HidesGaps extends StoreContract {
    @Override
    protected Store open() {
      return new Forwarding() {
        @Override
        public Reading read(TopicPattern pattern, String after) {
          return new Reading(super.read(pattern, after).signals(), false);
        }
      };
    }
  }

  static final class SeesGaps extends StoreContract {
    @Override
    protected Store open() {
      return new Forwarding() {
        @Override
        public Reading read(TopicPattern pattern, String after) {
          return new Reading(super.read(pattern, after).signals(), true);
        }
      };
    }
  }

  static final class RemembersAll extends StoreContract {
    @Override
    protected Store open() {
      return new Forwarding() {
        @Override
        public void forget(String topic) {}
      };
    }
  }

  static final class ShowsTheOldest extends StoreContract {
    @Override
    protected Store open() {
      return new Forwarding() {
        @Override
        public List<Stored> last(TopicPattern pattern, int count) {
          List<Stored> all = super.last(pattern, Integer.MAX_VALUE);
          return all.subList(0, Math.min(count, all.size()));
        }
      };
    }
  }

  /** A store that is right, for one that is wrong in one way. */
  private static class Forwarding implements Store {

    private final Store right = new MemoryStore(new Random());

    @Override
    public Stored append(Signal signal, int keep) {
      return right.append(signal, keep);
    }

    @Override
    public Reading read(TopicPattern pattern, String after) {
      return right.read(pattern, after);
    }

    @Override
    public List<Stored> last(TopicPattern pattern, int count) {
      return right.last(pattern, count);
    }

    @Override
    public String end() {
      return right.end();
    }

    @Override
    public void forget(String topic) {
      right.forget(topic);
    }
  }
}
