package dev.pubsub.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.DropReason;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.ObserverContract;
import dev.pubsub.testkit.RecordingObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two observers as one, the first of which throws at everything. */
final class ObserversTest extends ObserverContract {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Observers.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ManualTime time = new ManualTime();
  private final RecordingObserver recording = new RecordingObserver();
  private final Observer both = Observers.of(List.of(new Throwing(), recording), time);

  @Override
  protected Observer observer() {
    return both;
  }

  private static final class Throwing implements Observer {

    @Override
    public void published(String bus, String topic, int matched, int dropped) {
      throw new IllegalStateException("thrown on purpose");
    }

    @Override
    public void sampled(String bus, String topic, int matched, long nanos) {
      throw new IllegalStateException("thrown on purpose");
    }

    @Override
    public void rejected(String bus, String topic, String code) {
      throw new AssertionError("thrown on purpose");
    }

    @Override
    public void delivered(String bus, String pattern, long count) {
      throw new StackOverflowError("thrown on purpose");
    }

    @Override
    public void dropped(String bus, String pattern, DropReason reason, long count) {
      throw new NoClassDefFoundError("thrown on purpose");
    }

    @Override
    public void happened(BusEvent event) {
      throw new UnsupportedOperationException("thrown on purpose");
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void goAway() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  @Test
  void noObserversAreTheOneThatSeesNothing() {
    assertThat(Observers.of(List.of(), time)).isSameAs(Observer.NONE);
  }

  @Test
  void whatOneThrowsDoesNotKeepTheNewsFromTheOther() {
    BusEvent event = new BusEvent.TopicExpired("default", "a");
    both.published("default", "a", 2, 1);
    both.rejected("default", "b", "BAD_TOPIC");
    both.delivered("default", "a", 3);
    both.dropped("default", "a", DropReason.OVERFLOW, 4);
    both.happened(event);

    assertThat(recording.seen())
        .containsExactly(
            new RecordingObserver.Published("default", "a", 2, 1),
            new RecordingObserver.Rejected("default", "b", "BAD_TOPIC"),
            new RecordingObserver.Delivered("default", "a", 3),
            new RecordingObserver.Dropped("default", "a", DropReason.OVERFLOW, 4),
            new RecordingObserver.Happened(event));
  }

  @Test
  void samplesAreWantedWhereAnyObserverLooksAtThem() {
    assertThat(Observers.anySamples(Observer.NONE)).isFalse();
    assertThat(Observers.anySamples(Observers.of(List.of(recording), time))).isFalse();
    assertThat(Observers.anySamples(both)).isTrue();
    both.sampled("default", "a", 1, 2);
    assertThat(lines.list).hasSize(1);
  }

  @Test
  void whatTheyThrowIsLoggedOnceASecond() {
    for (int i = 0; i < 5; i++) {
      both.published("default", "a", 0, 0);
    }
    time.advance(Duration.ofSeconds(1));
    both.published("default", "a", 0, 0);

    String name = Throwing.class.getName();
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "The observer " + name + " threw an exception (0 more since the last line like this)",
            "The observer " + name + " threw an exception (4 more since the last line like this)");
  }
}
