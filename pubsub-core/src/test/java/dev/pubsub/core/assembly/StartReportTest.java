package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Observer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class StartReportTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(StartReport.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private static final class Idle implements Component {
    @Override
    public void start(Gateway gateway) {}

    @Override
    public void stop() {}
  }

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void everyPluginHasALineAndAllTogetherOne() {
    LoggingPlugin plugin = new LoggingPlugin("ws", List.of());
    StartReport.log(
        List.of(new Installed(plugin, Contributions.builder().component(new Idle()).build())),
        Duration.ofMillis(1234));

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Plugin 'ws' unversioned (test-classes) brings 1 component, started in 0 ms",
            "Plugins started: 1, in 1234 ms");
  }

  @Test
  void withoutPluginsThereIsNothingToSay() {
    StartReport.log(List.of(), Duration.ZERO);

    assertThat(lines.list).isEmpty();
  }

  @Test
  void everythingThatIsContributedIsCounted() {
    assertThat(StartReport.summary(Contributions.builder().build())).isEqualTo("nothing");
    assertThat(
            StartReport.summary(
                Contributions.builder()
                    .component(new Idle())
                    .component(new Idle())
                    .interceptor((bus, signal) -> new Decision.Drop())
                    .observer(Observer.NONE)
                    .observer(Observer.NONE)
                    .store(
                        bus -> {
                          throw new UnsupportedOperationException(bus);
                        })
                    .build()))
        .isEqualTo("2 components, 1 interceptor, 2 observers, 1 store");
  }
}
