package dev.pubsub.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.testkit.TestEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ResiliencePluginTest {

  @Test
  void nothingStandsInTheWayOfSignalsUnlessItIsConfigured() {
    ResiliencePlugin plugin = new ResiliencePlugin();

    Contributions contributions = plugin.install(TestEnvironment.of(plugin, Map.of()));

    assertThat(contributions.gates()).isEmpty();
    assertThat(plugin.breakers().list("default")).isEmpty();
    assertThat(plugin.breakers().unguarded()).isZero();
    assertThat(contributions.interceptors()).isEmpty();
    assertThat(contributions.decorators()).isEmpty();
    assertThat(contributions.observers()).isEmpty();
    assertThat(contributions.pressureSources()).isEmpty();
  }

  @Test
  void theStartUpReportSaysThatItStandsNowhere() {
    assertThat(reportOf(Map.of()))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("Plugin 'resilience' .* brings 4 endpoints, started in .*")
                    .doesNotContain("gate", "interceptor", "decorator", "observer"));
  }

  @Test
  void theStartUpReportSaysWhereItStandsIfItIsTold() {
    Map<String, String> everything =
        Map.of(
            "limits",
            "all: publish 100/1s",
            "breakers",
            "all: topics=**",
            "calls",
            "all: timeout=2s retries=1 concurrency=1",
            "resources.enabled",
            "true");

    assertThat(reportOf(everything))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("2 gates", "4 decorators", "1 pressure source", "3 reliefs"));
  }

  private static List<String> reportOf(Map<String, String> settings) {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.pubsub.core.assembly.StartReport");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    try (PubSub pubsub = open(settings)) {
      assertThat(pubsub.bus().isAvailable()).isTrue();
      return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
  }

  private static PubSub open(Map<String, String> settings) {
    PubSubBuilder builder = PubSub.builder().discover(false).plugin(new ResiliencePlugin());
    settings.forEach((key, value) -> builder.set("pubsub.plugin.resilience." + key, value));
    return builder.open();
  }

  @Test
  void allThatIsConfiguredBadlyIsToldAtOnce() {
    Map<String, String> bad =
        Map.of(
            "limits",
            "a: publish often",
            "limits.keys.max",
            "0",
            "breakers",
            "b: failures=120%",
            "calls",
            "c: retries=-1",
            "resources.watermarks",
            "95%/80%",
            "resources.memory",
            "much");

    PubSubException refusal = catchThrowableOfType(PubSubException.class, () -> open(bad));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_SETTINGS);
    bad.keySet()
        .forEach(key -> assertThat(refusal).hasMessageContaining("plugin.resilience." + key));
  }
}
