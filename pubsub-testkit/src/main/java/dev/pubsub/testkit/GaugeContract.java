package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gauge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the {@linkplain Gauge gauges} of a plugin promise to whoever shows meters. A subclass says
 * how to make the plugin.
 */
public abstract class GaugeContract {

  private static final int MANY = 32;

  /** Has made nothing yet. */
  protected GaugeContract() {}

  /**
   * Makes the plugin under test.
   *
   * @return a new one, that contributes a gauge at least
   */
  protected abstract Plugin plugin();

  /**
   * What is set for the plugin, so that it has its gauges.
   *
   * @return values by key, without the prefix of the plugin
   */
  protected Map<String, String> settings() {
    return Map.of();
  }

  private List<Gauge> gauges() {
    Plugin plugin = plugin();
    List<Gauge> gauges = plugin.install(TestEnvironment.of(plugin, settings())).gauges();
    assertThat(gauges).isNotEmpty();
    return gauges;
  }

  @Test
  void eachHasANameOfItsOwnAndSaysWhatItCounts() {
    assertThat(gauges()).extracting(Gauge::name, Gauge::tags).doesNotHaveDuplicates();
    assertThat(gauges()).allSatisfy(gauge -> assertThat(gauge.description()).isNotBlank());
  }

  @Test
  void thoseOfOneNameAreTheSameButForTheValuesOfTheirTags() {
    assertThat(
            gauges().stream()
                .map(each -> List.of(each.name(), each.counter(), each.tags().keySet()))
                .distinct())
        .hasSize((int) gauges().stream().map(Gauge::name).distinct().count());
  }

  @Test
  void itAnswersBeforeItsPartWasStarted() {
    assertThat(gauges()).allSatisfy(GaugeContract::answers);
  }

  private static void answers(Gauge gauge) {
    assertThatCode(gauge.value()::getAsLong).doesNotThrowAnyException();
  }

  @Test
  void manyMayAskAtOnce() throws Exception {
    for (Gauge gauge : gauges()) {
      Crowd.run(MANY, number -> answers(gauge));
    }
  }
}
