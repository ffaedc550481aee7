package dev.pubsub.core.contracts;

import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.RosterContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RosterContractTest {

  @Test
  void theRosterOfANodeAloneIsGood() {
    Verdict.of(IsAlone.class).isAllGood();
  }

  @Test
  void oneWhoseEntriesCanBeChangedIsFound() {
    Verdict.of(GivesItselfAway.class).names("entriesAreNotChangedThroughTheirView");
  }

  @Test
  void oneThatForgetsWhatWasThereIsFound() {
    Verdict.of(ForgetsWhatWasThere.class).names("anEntryIsSeenAtOnceUntilItIsRemoved");
  }

  @Test
  void oneThatPutsOverAnotherIsFound() {
    Verdict.of(LooksAndThenPuts.class).names("ofManyWhoPutOneKeyOneDoes");
  }

  @Test
  void oneThatLosesUpdatesIsFound() {
    Verdict.of(ReadsAndThenWrites.class).names("noUpdateIsLost");
  }

  @Test
  void oneOfAnotherNodeIsFound() {
    Verdict.of(IsOfAnotherNode.class).names("anEntryIsOfItsNode");
  }

  @Test
  void oneThatKeepsTellingIsFound() {
    Verdict.of(KeepsTelling.class).names("aWatcherThatEndedIsToldNothing");
  }

  @Test
  void oneThatTellsBehindItsBackIsFound() {
    Verdict.of(TellsWithoutOrder.class).names("aWatcherIsToldOfEachKeyInOrder");
  }

  static final class IsAlone extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return Roster.alone("here");
    }
  }

  static final class GivesItselfAway extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return new Passing() {
        @Override
        public Map<String, Integer> entries() {
          return new HashMap<>(super.entries());
        }
      };
    }
  }

  static final class ForgetsWhatWasThere extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return new Passing() {
        @Override
        public Optional<Integer> put(String key, Integer value) {
          super.put(key, value);
          return Optional.empty();
        }
      };
    }
  }

  static final class LooksAndThenPuts extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return new Passing() {
        @Override
        public boolean putIfAbsent(String key, Integer value) {
          if (entries().containsKey(key)) {
            return false;
          }
          LockSupport.parkNanos(1000);
          put(key, value);
          return true;
        }
      };
    }
  }

  static final class ReadsAndThenWrites extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return new Passing() {
        @Override
        public Optional<Integer> update(String key, UnaryOperator<Integer> change) {
          Optional<Integer> after = Optional.ofNullable(entries().get(key)).map(change);
          after.ifPresent(value -> put(key, value));
          return after;
        }
      };
    }
  }

  static final class IsOfAnotherNode extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return Roster.alone("there");
    }
  }

  static final class KeepsTelling extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return new Passing() {
        @Override
        public AutoCloseable watch(Watcher<? super String, ? super Integer> watcher) {
          super.watch(watcher);
          return () -> {};
        }
      };
    }
  }

  static final class TellsWithoutOrder extends Sample {
    @Override
    protected Roster<String, Integer> roster() {
      return new Passing() {
        private final List<Watcher<? super String, ? super Integer>> watchers =
            new CopyOnWriteArrayList<>();

        @Override
        public Optional<Integer> put(String key, Integer value) {
          Optional<Integer> before = super.put(key, value);
          LockSupport.parkNanos(1000);
          watchers.forEach(each -> each.changed(key, before, Optional.of(value)));
          return before;
        }

        @Override
        public Optional<Integer> remove(String key) {
          Optional<Integer> before = super.remove(key);
          LockSupport.parkNanos(1000);
          watchers.forEach(each -> each.changed(key, before, Optional.empty()));
          return before;
        }

        @Override
        public AutoCloseable watch(Watcher<? super String, ? super Integer> watcher) {
          watchers.add(watcher);
          return () -> watchers.remove(watcher);
        }
      };
    }
  }

  private abstract static class Sample extends RosterContract {
    @Override
    protected final Members members() {
      return new Here();
    }
  }

  private static final class Here implements Members {
    @Override
    public String self() {
      return "here";
    }

    @Override
    public List<String> list() {
      return List.of("here");
    }

    @Override
    public AutoCloseable watch(Listener listener) {
      return () -> {};
    }
  }

  /** Passes everything on. */
  private static class Passing implements Roster<String, Integer> {

    private final Roster<String, Integer> roster = Roster.alone("here");

    @Override
    public Optional<Integer> put(String key, Integer value) {
      return roster.put(key, value);
    }

    @Override
    public boolean putIfAbsent(String key, Integer value) {
      return roster.putIfAbsent(key, value);
    }

    @Override
    public Optional<Integer> update(String key, UnaryOperator<Integer> change) {
      return roster.update(key, change);
    }

    @Override
    public Optional<Integer> remove(String key) {
      return roster.remove(key);
    }

    @Override
    public Map<String, Integer> entries() {
      return roster.entries();
    }

    @Override
    public Optional<String> owner(String key) {
      return roster.owner(key);
    }

    @Override
    public AutoCloseable watch(Watcher<? super String, ? super Integer> watcher) {
      return roster.watch(watcher);
    }
  }
}
