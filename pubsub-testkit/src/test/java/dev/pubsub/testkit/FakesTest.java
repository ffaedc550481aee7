package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.DropReason;
import dev.pubsub.config.Setting;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.flow.BusEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FakesTest {

  private static final Setting<Integer> PORT = Setting.number("port", 1, 1, 9, "A number.");
  private static final Setting<String> NAME = Setting.text("name", "ann", "A name.");

  /** Has two settings, of which it declares one. */
  private static final class NumberPlugin implements Plugin {

    @Override
    public String id() {
      return "number";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(PORT);
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().build();
    }
  }

  // ---- the environment

  @Test
  void settingsComeFromTheMapAndElseFromTheirFallback() {
    Plugin plugin = new NumberPlugin();

    assertThat(TestEnvironment.of(plugin, Map.of("port", "7")).settings().get(PORT)).isEqualTo(7);
    assertThat(TestEnvironment.of(plugin, Map.of()).settings().get(PORT)).isEqualTo(1);
  }

  @Test
  void settingsThatWereNotDeclaredOrCannotBeReadAreRefused() {
    Plugin plugin = new NumberPlugin();

    assertThatThrownBy(() -> TestEnvironment.of(plugin, Map.of("prt", "7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number declares no [prt]");
    assertThatThrownBy(() -> TestEnvironment.of(plugin, Map.of("port", "10")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TestEnvironment.of(plugin, Map.of()).settings().get(NAME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the setting name was not declared");
  }

  @Test
  void timeStandsStillAndChanceRepeats() {
    TestEnvironment environment = TestEnvironment.of(new NumberPlugin(), Map.of());
    environment.time().advance(Duration.ofSeconds(1));

    assertThat(environment.clock().instant()).isEqualTo(ManualTime.START.plusSeconds(1));
    assertThat(environment.scheduler().nanoTime()).isEqualTo(1_000_000_000);
    assertThat(environment.random().nextLong()).isEqualTo(new Random(1).nextLong());
  }

  // ---- the executor

  @Test
  void tasksRunWhenTheyAreToldToInTheOrderInWhichTheyCame() {
    ManualExecutor executor = new ManualExecutor();
    List<String> log = new ArrayList<>();
    executor.execute(
        () -> {
          log.add("a");
          executor.execute(() -> log.add("c"));
        });
    executor.execute(() -> log.add("b"));

    assertThat(log).isEmpty();
    assertThat(executor.pending()).isEqualTo(2);
    assertThat(executor.runNext()).isTrue();
    assertThat(log).containsExactly("a");
    assertThat(executor.runAll()).isEqualTo(2);
    assertThat(log).containsExactly("a", "b", "c");
    assertThat(executor.runNext()).isFalse();
  }

  // ---- the observer

  @Test
  void theObserverRemembersWhatItWasTold() throws Exception {
    RecordingObserver observer = new RecordingObserver();
    BusEvent event = new BusEvent.Subscribed("default", "a");
    observer.published("default", "a", 1, 0);
    observer.rejected("default", "b", "BAD_TOPIC");
    observer.delivered("default", "a", 1);
    observer.dropped("default", "a", DropReason.FAILED, 2);
    observer.happened(event);

    assertThat(observer.seen()).hasSize(5);
    assertThat(observer.seen(RecordingObserver.Dropped.class))
        .containsExactly(new RecordingObserver.Dropped("default", "a", DropReason.FAILED, 2));
    assertThat(observer.events()).containsExactly(event);
    observer.await(new RecordingObserver.Delivered("default", "a", 1), Duration.ZERO);
  }

  @Test
  void waitingForWhatIsNotToldFails() {
    RecordingObserver observer = new RecordingObserver();
    RecordingObserver.Seen never = new RecordingObserver.Delivered("default", "a", 1);

    assertThatThrownBy(() -> observer.await(never, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("waited for Delivered");
  }

  // ---- threads

  @Test
  void whatOneOfACrowdThrowsFailsTheTest() {
    assertThatThrownBy(
            () ->
                Crowd.run(
                    3,
                    number -> {
                      if (number == 1) {
                        throw new IllegalStateException("thrown on purpose");
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("thrown on purpose");
    assertThatCode(() -> Crowd.run(3, number -> {})).doesNotThrowAnyException();
  }
}
