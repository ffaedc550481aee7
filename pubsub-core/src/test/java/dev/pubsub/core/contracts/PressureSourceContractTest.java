package dev.pubsub.core.contracts;

import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource;
import dev.pubsub.testkit.PressureSourceContract;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PressureSourceContractTest {

  @Test
  void oneThatReportsItsResourceIsGood() {
    Verdict.of(ReportsTheHeap.class).isAllGood();
  }

  @Test
  void oneThatMakesUpANameEachTimeIsFound() {
    Verdict.of(MakesUpNames.class).names("theNamesAreFewAndDoNotChange");
  }

  @Test
  void oneThatTellsStoriesIsFound() {
    Verdict.of(TellsStories.class).names("whatItReportsHasAShortName");
  }

  @Test
  void oneThatKnowsOfNoLevelIsFound() {
    Verdict.of(KnowsOfNoLevel.class).names("whatItReportsHasAShortName");
  }

  @Test
  void oneThatIsMadeForOneThreadIsFound() {
    Verdict.of(IsMadeForOneThread.class).names("manyThreadsHaveItMeasure");
  }

  @Test
  void oneThatTellsAllThatEverListenedIsFound() {
    Verdict.of(TellsAll.class).names("twoOfThemDoNotReportForEachOther");
  }

  /** Measures by doing what the sample says. */
  private static final class Source implements PressureSource {
    private final Consumer<Sink> measuring;
    private volatile Optional<Sink> sink = Optional.empty();

    Source(Consumer<Sink> measuring) {
      this.measuring = measuring;
    }

    @Override
    public void reportTo(Sink to) {
      sink = Optional.of(to);
    }

    void measure() {
      measuring.accept(sink.orElseThrow());
    }
  }

  private abstract static class Sample extends PressureSourceContract {
    abstract Consumer<PressureSource.Sink> measuring();

    @Override
    protected PressureSource source() {
      return new Source(measuring());
    }

    @Override
    protected void measure(PressureSource source) {
      ((Source) source).measure();
    }
  }

  static final class ReportsTheHeap extends Sample {
    @Override
    Consumer<PressureSource.Sink> measuring() {
      return sink -> sink.report("heap", PressureLevel.HIGH);
    }
  }

  static final class MakesUpNames extends Sample {
    private int count;

    @Override
    Consumer<PressureSource.Sink> measuring() {
      return sink -> sink.report("heap-" + count++, PressureLevel.HIGH);
    }
  }

  static final class TellsStories extends Sample {
    @Override
    Consumer<PressureSource.Sink> measuring() {
      return sink -> sink.report("The heap is full!", PressureLevel.HIGH);
    }
  }

  static final class KnowsOfNoLevel extends Sample {
    @Override
    Consumer<PressureSource.Sink> measuring() {
      return sink -> sink.report("heap", null);
    }
  }

  static final class IsMadeForOneThread extends Sample {
    @Override
    Consumer<PressureSource.Sink> measuring() {
      Set<Thread> callers = new HashSet<>();
      return sink -> {
        callers.add(Thread.currentThread());
        if (callers.size() > 1) {
          throw new IllegalStateException("measured on another thread");
        }
      };
    }
  }

  static final class TellsAll extends Sample {
    private final Set<PressureSource.Sink> all = new HashSet<>();

    @Override
    Consumer<PressureSource.Sink> measuring() {
      return sink -> {
        all.add(sink);
        all.forEach(each -> each.report("heap", PressureLevel.HIGH));
      };
    }

    @Override
    protected PressureSource source() {
      PressureSource source = super.source();
      return sink -> {
        all.add(sink);
        source.reportTo(sink);
      };
    }

    @Override
    protected void measure(PressureSource source) {
      all.forEach(each -> each.report("heap", PressureLevel.HIGH));
    }
  }
}
