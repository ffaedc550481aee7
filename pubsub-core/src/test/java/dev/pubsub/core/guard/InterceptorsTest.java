package dev.pubsub.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Decision.Drop;
import dev.pubsub.spi.flow.Decision.Pass;
import dev.pubsub.spi.flow.Decision.Reject;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.testkit.InterceptorContract;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

final class InterceptorsTest extends InterceptorContract {

  private static final SignalId ID = new SignalId(1, 2);
  private static final Signal SIGNAL = signal(ID, "a", "me", "hello");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Interceptors.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ManualTime time = new ManualTime();

  @Override
  protected Interceptor interceptor() {
    return asking(InterceptorsTest::shout, InterceptorsTest::shout)::ask;
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
  void withNobodyToAskItIsEmpty() {
    assertThat(asking().isEmpty()).isTrue();
    assertThat(asking().ask("default", SIGNAL)).isEqualTo(new Pass(SIGNAL));
    assertThat(asking(InterceptorsTest::shout).isEmpty()).isFalse();
  }

  @Test
  void eachIsAskedAboutWhatTheOneBeforeHasMadeOfTheSignal() {
    Decision decision =
        asking(InterceptorsTest::shout, InterceptorsTest::shout).ask("default", SIGNAL);

    assertThat(decision).isEqualTo(new Pass(signal(ID, "a", "me", "hello!!")));
  }

  @Test
  void theFirstThatDoesNotLetItPassEndsTheAsking() {
    Decision reject = new Reject(StandardError.OVERLOADED, "not now", Duration.ofSeconds(1));
    Interceptor never =
        (bus, signal) -> {
          throw new AssertionError("must not be asked");
        };

    assertThat(asking((bus, signal) -> new Drop(), never).ask("default", SIGNAL))
        .isEqualTo(new Drop());
    assertThat(asking((bus, signal) -> reject, never).ask("default", SIGNAL)).isEqualTo(reject);
    assertThat(lines.list).isEmpty();
  }

  static Stream<Interceptor> bad() {
    return Stream.of(
        (bus, signal) -> {
          throw new IllegalStateException("thrown on purpose");
        },
        (bus, signal) -> {
          throw new StackOverflowError("thrown on purpose");
        },
        (bus, signal) -> null,
        (bus, signal) -> new Pass(signal(new SignalId(1, 3), "a", "me", "")),
        (bus, signal) -> new Pass(signal(ID, "b", "me", "")),
        (bus, signal) -> new Pass(signal(ID, "a", "you", "")));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void oneThatDoesWhatItMustNotRefusesTheSignal(Interceptor bad) {
    Decision decision = asking(InterceptorsTest::shout, bad).ask("default", SIGNAL);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Reject.class,
            reject -> {
              assertThat(reject.code()).isEqualTo(StandardError.PLUGIN_FAILED);
              assertThat(reject.reason()).isNotEmpty();
              assertThat(reject.retryAfter()).isZero();
            });
    assertThat(lines.list).hasSize(1);
  }

  @Test
  void failuresAreLoggedOnceASecond() {
    Interceptors interceptors = asking((bus, signal) -> null);
    for (int i = 0; i < 5; i++) {
      interceptors.ask("default", SIGNAL);
    }
    time.advance(Duration.ofSeconds(1));
    interceptors.ask("default", SIGNAL);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" failed (0 more since the last line like this)"),
            line -> assertThat(line).endsWith(" failed (4 more since the last line like this)"));
  }

  private Interceptors asking(Interceptor... interceptors) {
    return new Interceptors(List.of(interceptors), time);
  }

  private static Decision shout(String bus, Signal signal) {
    return new Pass(signal.withPayload(signal.payload() + "!"));
  }

  private static Signal signal(SignalId id, String topic, String source, Object payload) {
    return Signal.of(id, topic, payload).withSource(source);
  }
}
