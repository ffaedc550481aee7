package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link PressureSource} promises: it reports a level for each of a few names that do
 * not change, whoever has it measure. A subclass says how to make one and how it is made to
 * measure.
 */
@Timeout(30)
public abstract class PressureSourceContract {

  private static final int THREADS = 4;
  private static final int ROUNDS = 100;
  private static final int MOST_NAMES = 50;

  /** Has made nothing yet. */
  protected PressureSourceContract() {}

  /**
   * Makes a source.
   *
   * @return one that was not told yet where to report to
   */
  protected abstract PressureSource source();

  /**
   * Has a source look at its resources once, as it does while it runs. Called by many threads at
   * once.
   *
   * @param source one that {@link #source} has made, and that was told where to report to
   */
  protected abstract void measure(PressureSource source);

  /** What was reported. */
  private static final class Reports implements PressureSource.Sink {
    final List<String> names = new CopyOnWriteArrayList<>();

    @Override
    public void report(String resource, PressureLevel level) {
      Objects.requireNonNull(level, "a level for " + resource);
      names.add(resource);
    }

    @Override
    public void remind() {}
  }

  @Test
  void whatItReportsHasAShortName() {
    Reports reports = new Reports();
    run(reports, ROUNDS);

    assertThat(reports.names).allMatch(name -> name.matches("[a-z][a-z0-9.-]{0,63}"));
  }

  @Test
  void theNamesAreFewAndDoNotChange() {
    Reports reports = new Reports();
    run(reports, ROUNDS);
    Set<String> names = new TreeSet<>(reports.names);

    assertThat(names).hasSizeLessThanOrEqualTo(MOST_NAMES);
  }

  @Test
  void twoOfThemDoNotReportForEachOther() {
    Reports first = new Reports();
    PressureSource one = source();
    one.reportTo(first);
    int before = first.names.size();
    run(new Reports(), 1);

    assertThat(first.names).hasSize(before);
  }

  @Test
  void manyThreadsHaveItMeasure() throws InterruptedException {
    Reports reports = new Reports();
    PressureSource source = source();
    source.reportTo(reports);
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            measure(source);
          }
        });
  }

  private void run(Reports reports, int rounds) {
    PressureSource source = source();
    source.reportTo(reports);
    for (int i = 0; i < rounds; i++) {
      measure(source);
    }
  }
}
