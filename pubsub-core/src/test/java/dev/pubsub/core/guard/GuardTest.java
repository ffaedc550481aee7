package dev.pubsub.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class GuardTest {

  private static final Delivery LETTER =
      new Letter(Signal.of(new SignalId(1, 2), "a", "hello"), new Object(), null);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Guard.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ManualTime time = new ManualTime();
  private final Guard guard = new Guard(time);

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
  void whatGoesWellIsHandedOnAndNotLogged() {
    RecordingSubscriber subscriber = new RecordingSubscriber();

    assertThat(guard.receive(subscriber, LETTER, "a")).isTrue();
    assertThat(guard.endOfBatch(subscriber, "a")).isTrue();
    assertThat(subscriber.payloads()).containsExactly("hello");
    assertThat(subscriber.batches()).isEqualTo(1);
    assertThat(lines.list).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Exception.class,
        IllegalStateException.class,
        AssertionError.class,
        StackOverflowError.class,
        NoClassDefFoundError.class
      })
  void whateverIsThrownEndsHere(Class<? extends Throwable> kind)
      throws ReflectiveOperationException {
    Throwable fault = kind.getConstructor().newInstance();

    assertThat(guard.receive(throwing(fault), LETTER, "a")).isFalse();
    assertThat(guard.endOfBatch(throwing(fault), "a")).isFalse();
    assertThat(lines.list.get(0).getThrowableProxy().getClassName()).isEqualTo(kind.getName());
  }

  @Test
  void failuresAreLoggedOnceASecondAndTheOthersCounted() {
    Subscriber bad = throwing(new IllegalStateException("thrown on purpose"));
    for (int i = 0; i < 3; i++) {
      guard.receive(bad, LETTER, "a:*");
    }
    time.advance(Duration.ofMillis(999));
    guard.endOfBatch(bad, "a:*");
    time.advance(Duration.ofMillis(1));
    guard.receive(bad, LETTER, "a:*");

    assertThat(said())
        .containsExactly(
            "A subscriber of 'a:*', or its filter, threw an exception (0 more since the last line like this)",
            "A subscriber of 'a:*', or its filter, threw an exception (3 more since the last line like this)");
  }

  @Test
  void anExceptionThatCannotEvenBePrintedGoesNoFurther() {
    Subscriber hostile =
        delivery -> {
          throw new IllegalStateException() {
            @Override
            public String getMessage() {
              throw new IllegalStateException("no message either");
            }
          };
        };

    assertThat(guard.receive(hostile, LETTER, "a")).isFalse();
  }

  @Test
  void anInterruptedSubscriberDoesNotInterruptTheNext() {
    Subscriber interrupts = delivery -> Thread.currentThread().interrupt();

    assertThat(guard.receive(interrupts, LETTER, "a")).isTrue();
    assertThat(guard.endOfBatch(interrupts, "a")).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptionAtTheEndOfABatchGoesNoFurther() {
    Subscriber interrupts =
        new Subscriber() {
          @Override
          public void receive(Delivery delivery) {}

          @Override
          public void endOfBatch() {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
          }
        };

    assertThat(guard.endOfBatch(interrupts, "a")).isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatASubscriberThrowsWhenItIsToldOfItsEndGoesNoFurther() {
    Subscriber bad =
        new Subscriber() {
          @Override
          public void receive(Delivery delivery) {}

          @Override
          public void ended() {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("thrown on purpose");
          }
        };
    guard.ended(bad, "a");
    guard.ended(new RecordingSubscriber(), "a");

    assertThat(said())
        .containsExactly(
            "A subscriber of 'a', or its filter, threw an exception (0 more since the last line like this)");
    assertThat(Thread.interrupted()).isFalse();
  }

  private List<String> said() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Subscriber throwing(Throwable fault) {
    return new Subscriber() {
      @Override
      public void receive(Delivery delivery) throws Exception {
        endOfBatch();
      }

      @Override
      public void endOfBatch() throws Exception {
        if (fault instanceof Error error) {
          throw error;
        }
        throw (Exception) fault;
      }
    };
  }
}
