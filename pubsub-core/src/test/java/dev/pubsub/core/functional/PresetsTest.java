package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.core.GivenSetting;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a bus by the name of a purpose. */
final class PresetsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void theTenStandardOnesAreBesideTheDefaultBus() {
    try (PubSub pubsub = PubSub.builder().presets().open()) {
      assertThat(pubsub.buses())
          .containsExactly(
              "default",
              "events",
              "system",
              "logging",
              "health",
              "metrics",
              "security",
              "audit",
              "alerts",
              "diagnostics",
              "lifecycle");
    }
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void aBusIsStartedOnceAndSharedHoweverOftenItIsAskedFor(Preset preset) throws Exception {
    try (PubSub pubsub = PubSub.builder().presets().set("pubsub.feeds", "false").open();
        Session session =
            pubsub.gateway().open(preset.busName(), new Principal("ada"), SessionOptions.DEFAULT)) {
      RecordingSubscriber subscriber = new RecordingSubscriber();
      pubsub.bus(preset).subscribe("a", subscriber);
      session.publish("a", 1);

      assertThat(pubsub.bus(preset)).isSameAs(pubsub.bus(preset.busName()));
      assertThat(subscriber.await(1, PATIENCE)).hasSize(1);
      assertThat(pubsub.bus(preset).stats().published()).isEqualTo(1);
      assertThat(pubsub.buses().stream().filter(preset.busName()::equals)).hasSize(1);
    }
  }

  @Test
  void whatIsSetForTheBusGoesBeforeItsPresetAndThatBeforeWhatIsSetForAll() {
    Map<String, GivenSetting> settings =
        settings(
            PubSub.builder()
                .set("pubsub.buses", "trail")
                .set("pubsub.bus.trail.preset", " Audit ")
                .fallback("pubsub.bus.trail.capacity", "5000", "pubsub.yaml:3")
                .set("pubsub.overflow", "drop-oldest"));

    assertThat(settings)
        .contains(
            given("pubsub.bus.trail.preset", " Audit ", "code"),
            given("pubsub.bus.trail.capacity", "5000", "pubsub.yaml:3"),
            given("pubsub.bus.trail.overflow", "wait", "preset audit"),
            given("pubsub.overflow", "drop-oldest", "code"))
        .doesNotContainKey("pubsub.bus.default.overflow");
  }

  @Test
  void ofTheStandardOnesEachSaysWhyItIsAsItIs() {
    Map<String, GivenSetting> settings =
        settings(
            PubSub.builder()
                .presets()
                .set("pubsub.buses", "alerts,extra")
                .set("pubsub.bus.logging.preset", "")
                .set("pubsub.bus.health.preset", "metrics")
                .set("pubsub.bus.audit.capacity", "7"));

    assertThat(settings)
        .contains(
            given("pubsub.bus.alerts.preset", "alerts", "pubsub.presets"),
            given("pubsub.bus.alerts.priority", "high", "preset alerts"),
            given("pubsub.bus.audit.capacity", "7", "code"),
            given("pubsub.bus.audit.overflow", "wait", "preset audit"),
            given("pubsub.bus.logging.preset", "", "code"),
            given("pubsub.bus.health.capacity", "10000", "preset metrics"))
        .doesNotContainKeys("pubsub.bus.logging.overflow", "pubsub.bus.extra.preset");
  }

  private static Map<String, GivenSetting> settings(PubSubBuilder builder) {
    return builder.settings().stream()
        .collect(Collectors.toMap(GivenSetting::key, setting -> setting));
  }

  private static Map.Entry<String, GivenSetting> given(String key, String value, String origin) {
    return entry(key, new GivenSetting(key, value, origin));
  }

  @Test
  void oneThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThat(refusal("pubsub.bus.default.preset", "adit"))
        .isEqualTo(
            "pubsub.bus.default.preset: 'adit' is not one of events, system, logging, health,"
                + " metrics, security, audit, alerts, diagnostics, lifecycle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pubsub.preset", "pubsub.bus.trail.preset"})
  void aPresetBelongsToOneBusThatIsThere(String key) {
    assertThat(refusal(key, "audit")).startsWith("unknown setting " + key);
  }

  private static String refusal(String key, String value) {
    PubSubBuilder builder = PubSub.builder().set(key, value);
    PubSubException refusal = catchThrowableOfType(PubSubException.class, builder::open);
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_SETTINGS);
    return refusal.getMessage();
  }

  @Test
  void normalPriorityIsWhatTheBusTakesForIt() throws Exception {
    try (PubSub pubsub = PubSub.builder().presets().open()) {
      assertThat(taken(pubsub, Preset.ALERTS, Priority.NORMAL)).isEqualTo(Priority.HIGH);
      assertThat(taken(pubsub, Preset.ALERTS, Priority.LOW)).isEqualTo(Priority.LOW);
      assertThat(taken(pubsub, Preset.DIAGNOSTICS, Priority.NORMAL)).isEqualTo(Priority.LOW);
      assertThat(taken(pubsub, Preset.DIAGNOSTICS, Priority.HIGH)).isEqualTo(Priority.HIGH);
      assertThat(taken(pubsub, Preset.EVENTS, Priority.NORMAL)).isEqualTo(Priority.NORMAL);
    }
  }

  private static Priority taken(PubSub pubsub, Preset preset, Priority asked) throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    pubsub.bus(preset).subscribe("a", subscriber);
    pubsub.bus(preset).publish("a", 1, PublishOptions.DEFAULT.withPriority(asked));
    return subscriber.await(1, PATIENCE).get(0).priority();
  }
}
