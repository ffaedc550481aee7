package dev.pubsub.core.contracts;

import dev.pubsub.core.store.MemoryStore;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.testkit.StoreContract;
import dev.pubsub.topic.TopicPattern;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
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

  @Test
  void aStoreThatKeepsTheFirstCursorIsFound() {
    Verdict.of(NeverMoves.class).names("ofEachCursorTheLastIsRemembered");
  }

  @Test
  void aStoreThatKeepsWhatIsTooOldIsFound() {
    Verdict.of(Ageless.class)
        .names("whatIsYoungEnoughIsKeptAndWhatIsTooOldIsReadNoMore", "countAndAgeHoldTogether");
  }

  @Test
  void aStoreThatNeverRunsFullIsFound() {
    Verdict.of(Boundless.class).names("theNewestIsKeptHoweverLargeAndOldOnesMakeRoom");
  }

  @Test
  void aStoreThatPretendsToHaveLivedForEverIsFound() {
    Verdict.of(HidesGaps.class).names("readingBeginsAtAMomentAndTellsOfWhatIsGoneSinceThen");
  }

  @Test
  void aStoreThatLetsGoOfTooMuchWhenItIsSaidAnewIsFound() {
    Verdict.of(KeepsLessAnew.class)
        .names(
            "whatIsWithinWhatIsSaidAnewStaysAndTheRestMayGo",
            "whatIsSaidAnewToBeWiderTakesNothingAway");
  }

  @Test
  void aStoreThatPutsThePastBehindThePresentIsFound() {
    Verdict.of(AppendsThePast.class)
        .names(
            "whatWasTakenStandsBeforeWhatWasAppendedInItsOrder",
            "whatWasAppendedKeepsItsPlace",
            "aPositionFromBeforeStandsBehindThePast");
  }

  @Test
  void aStoreThatTakesAPastAndLosesItIsFound() {
    Verdict.of(LosesThePast.class).names("whatWasTakenStandsBeforeWhatWasAppendedInItsOrder");
  }

  @Test
  void aStoreWithoutPagesIsFound() {
    Verdict.of(Pageless.class).names("aReaderGoesOnPageByPage");
  }

  static final class NeverMoves extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public void saveCursor(Cursor cursor) {
          if (cursors().isEmpty()) {
            super.saveCursor(cursor);
          }
        }
      };
    }
  }

  static final class AppendsThePast extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public int prepend(List<Signal> past, Function<String, Optional<Retention>> keep) {
          List<Signal> taken =
              past.stream().filter(signal -> keep.apply(signal.topic()).isPresent()).toList();
          taken.forEach(signal -> append(signal, keep.apply(signal.topic()).orElseThrow()));
          return taken.size();
        }
      };
    }
  }

  static final class LosesThePast extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public int prepend(List<Signal> past, Function<String, Optional<Retention>> keep) {
          return (int) past.stream().filter(s -> keep.apply(s.topic()).isPresent()).count();
        }
      };
    }
  }

  static final class KeepsLessAnew extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public void keep(String topic, Retention keep) {
          super.keep(topic, Retention.newest(1));
        }
      };
    }
  }

  static final class Ageless extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Stored append(Signal signal, Retention keep) {
          return super.append(signal, keep.withAge(Retention.ANY_AGE));
        }
      };
    }
  }

  static final class Boundless extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Stored append(Signal signal, Retention keep) {
          return super.append(signal, keep.withBytes(Retention.ANY_BYTES));
        }
      };
    }
  }

  static final class Pageless extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Reading read(TopicPattern pattern, Instant since, int limit) {
          return super.read(pattern, since, Integer.MAX_VALUE);
        }
      };
    }
  }

  static final class LosesOrder extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Reading read(TopicPattern pattern, String after, int limit) {
          Reading right = super.read(pattern, after, limit);
          List<Stored> reversed = new ArrayList<>(right.signals());
          Collections.reverse(reversed);
          return new Reading(reversed, right.gap());
        }
      };
    }
  }

  static final class KeepsLess extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Stored append(Signal signal, Retention keep) {
          return super.append(signal, keep.withCount(Math.max(1, keep.count() - 1)));
        }
      };
    }
  }

  static final class HidesGaps extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Reading read(TopicPattern pattern, String after, int limit) {
          return new Reading(super.read(pattern, after, limit).signals(), false);
        }

        @Override
        public Reading read(TopicPattern pattern, Instant since, int limit) {
          return new Reading(super.read(pattern, since, limit).signals(), false);
        }
      };
    }
  }

  static final class SeesGaps extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public Reading read(TopicPattern pattern, String after, int limit) {
          return new Reading(super.read(pattern, after, limit).signals(), true);
        }
      };
    }
  }

  static final class RemembersAll extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
        @Override
        public void forget(String topic) {}
      };
    }
  }

  static final class ShowsTheOldest extends StoreContract {
    @Override
    protected Store open(Clock clock) {
      return new Forwarding(clock) {
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

    private final Store right;

    Forwarding(Clock clock) {
      right = new MemoryStore(new Random(), clock);
    }

    @Override
    public Stored append(Signal signal, Retention keep) {
      return right.append(signal, keep);
    }

    @Override
    public void keep(String topic, Retention keep) {
      right.keep(topic, keep);
    }

    @Override
    public Reading read(TopicPattern pattern, String after, int limit) {
      return right.read(pattern, after, limit);
    }

    @Override
    public Reading read(TopicPattern pattern, Instant since, int limit) {
      return right.read(pattern, since, limit);
    }

    @Override
    public boolean trim() {
      return right.trim();
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

    @Override
    public void saveCursor(Cursor cursor) {
      right.saveCursor(cursor);
    }

    @Override
    public void removeCursor(String name) {
      right.removeCursor(name);
    }

    @Override
    public List<Cursor> cursors() {
      return right.cursors();
    }
  }
}
