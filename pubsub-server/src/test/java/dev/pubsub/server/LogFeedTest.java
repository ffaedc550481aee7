package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogFeedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger("dev.pubsub.test.LogFeedTest");

  private final BlockingQueue<Signal> lines = new LinkedBlockingQueue<>();

  private Runnable end = () -> {};

  @AfterEach
  void end() {
    end.run();
  }

  @Test
  void theBusLoggingHearsWhatIsLogged() throws Exception {
    try (PubSub pubsub = fed()) {
      pubsub.bus("logging").subscribe("logs:*", delivery -> lines.add(delivery.signal()));
      LOG.warn("it is {}", "late", new IllegalStateException("thrown on purpose"));

      Signal line = next();
      assertThat(line.topic()).isEqualTo("logs:pubsub:warn");
      assertThat(fields(line))
          .containsEntry("event_type", "log")
          .containsEntry("level", "WARN")
          .containsEntry("logger", "dev.pubsub.test.LogFeedTest")
          .containsEntry("message", "it is late")
          .hasEntrySatisfying(
              "exception", text -> assertThat((String) text).contains("thrown on purpose"));
    }
  }

  @Test
  void anErrorIsAReportToo() throws Exception {
    try (PubSub pubsub = fed()) {
      pubsub.bus("logging").subscribe("error_reports:*", delivery -> lines.add(delivery.signal()));
      LOG.error("x".repeat(10_000));

      assertThat(fields(next()).get("message")).isEqualTo("x".repeat(8192));
    }
  }

  @Test
  void aSubscriberOfLoggingThatFailsOrLogsIsNotToldOfItself() throws Exception {
    try (PubSub pubsub = fed()) {
      Bus logging = pubsub.bus("logging");
      logging.subscribe(
          "**",
          delivery -> {
            LOG.warn("one came");
            throw new IllegalStateException("thrown on purpose");
          });
      LOG.warn("the only one");
      await().atMost(PATIENCE).until(() -> logging.stats().droppedTotal() == 1);

      assertThat(pubsub.drain(PATIENCE)).isTrue();
      assertThat(logging.stats().published()).isEqualTo(1);
    }
  }

  @Test
  void aSubscriberWithAMailboxThatLogsIsNotToldOfItselfEither() throws Exception {
    try (PubSub pubsub = fed()) {
      Bus logging = pubsub.bus("logging");
      logging.subscribe(
          "**",
          SubscribeOptions.DEFAULT.acknowledged(),
          delivery -> {
            LOG.warn("one came");
            delivery.ack();
          });
      LOG.warn("the only one");
      await().atMost(PATIENCE).until(() -> logging.stats().delivered() == 1);

      assertThat(pubsub.drain(PATIENCE)).isTrue();
      assertThat(logging.stats().published()).isEqualTo(1);
    }
  }

  @Test
  void whereThereIsNoSuchBusOrNoneIsToBeToldNothingIsTold() {
    try (PubSub pubsub = PubSub.builder().discover(false).open()) {
      assertThat(LogFeed.begin(pubsub)).isEmpty();
    }
    try (PubSub pubsub = builder().set("pubsub.feeds", "false").open()) {
      assertThat(LogFeed.begin(pubsub)).isEmpty();
    }
  }

  private PubSub fed() {
    PubSub pubsub = builder().open();
    end = LogFeed.begin(pubsub).orElseThrow();
    return pubsub;
  }

  private Signal next() throws InterruptedException {
    return Objects.requireNonNull(lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no line");
  }

  private static PubSubBuilder builder() {
    return PubSub.builder().discover(false).set("pubsub.buses", "logging");
  }

  @SuppressWarnings("unchecked") // that is what is told
  private static Map<String, Object> fields(Signal signal) {
    return (Map<String, Object>) signal.payload();
  }
}
