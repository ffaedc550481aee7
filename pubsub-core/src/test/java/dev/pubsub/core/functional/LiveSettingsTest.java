package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Scheduled;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.config.LiveSetting;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that change while the bus runs. */
final class LiveSettingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Principal ADA = new Principal("ada");

  private final ManualBus on = new ManualBus("pubsub.buses", "audit,system,events");

  @AfterEach
  void close() {
    on.close();
  }

  private LiveSetting change(String key, String value) {
    return on.pubsub.gateway().change(ADA, key, value);
  }

  private static SignalId publish(Bus bus, String topic) {
    return ((Accepted) bus.publish(topic, 1)).id();
  }

  @Test
  void theWayOfSignalsIsNotedAsOftenAsTheRateSaysNow() {
    change("pubsub.trace.rate", "0");
    SignalId unseen = publish(on.bus, "a");
    change("pubsub.trace.rate", "2");
    SignalId first = publish(on.bus, "a");
    SignalId second = publish(on.bus, "a");
    SignalId tooMuch = publish(on.bus, "a");
    on.time.advance(Duration.ofSeconds(1));
    SignalId afterwards = publish(on.bus, "a");

    assertThat(on.bus.trace(unseen)).isEmpty();
    assertThat(on.bus.trace(first)).hasSize(1);
    assertThat(on.bus.trace(second)).hasSize(1);
    assertThat(on.bus.trace(tooMuch)).isEmpty();
    assertThat(on.bus.trace(afterwards)).hasSize(1);
  }

  @Test
  void topicsThatAreThereStayWhenFewerMayBe() {
    on.bus.topics().create("a");
    on.bus.topics().create("b");
    change("pubsub.topics.max", "1");

    assertThat(on.bus.topics().count()).isEqualTo(2);
    assertThat(refusal(() -> on.bus.topics().create("c")).code())
        .isEqualTo(StandardError.TOO_MANY_TOPICS);
    change("pubsub.topics.max", "3");
    assertThat(on.bus.topics().create("c")).isTrue();
  }

  @Test
  void theOldestDeadLettersGoWhenFewerAreKept() {
    SubscribeOptions acknowledged = SubscribeOptions.DEFAULT.acknowledged();
    on.bus.subscribe("a", acknowledged, delivery -> delivery.reject("no"));
    on.publish("a", 0, 5);
    ManualBus.await(() -> on.bus.deadLetters().count() == 5);
    change("pubsub.deadletters.max", "2");

    assertThat(on.bus.deadLetters().list(10))
        .extracting(letter -> letter.signal().payload())
        .containsExactly(4, 3);
    assertThat(on.bus.deadLetters().forgotten()).isEqualTo(3);
  }

  @Test
  void asManyPublishesWaitAsTheSettingSaysNow() {
    change("pubsub.schedule.max", "1");
    Scheduled one = later();
    Scheduled two = later();
    change("pubsub.schedule.max", "2");
    Scheduled three = later();

    assertThat(one.outcome()).isNotDone();
    assertThat(two.outcome()).isDone();
    assertThat(three.outcome()).isNotDone();
  }

  private Scheduled later() {
    return on.bus.publishAfter("a", 1, PublishOptions.DEFAULT, Duration.ofHours(1));
  }

  @Test
  void whatABusHasOfItsOwnHoldsThereAndNowhereElse() {
    change("pubsub.bus.events.trace.rate", "0");
    change("pubsub.trace.rate", "5");
    Bus events = on.pubsub.bus("events");

    assertThat(events.trace(publish(events, "a"))).isEmpty();
    assertThat(on.bus.trace(publish(on.bus, "a"))).hasSize(1);
    assertThat(on.pubsub.gateway().settings())
        .extracting(each -> each.key() + "=" + each.value() + " " + each.origin())
        .containsExactly(
            "pubsub.bus.events.trace.rate=0 live",
            "pubsub.deadletters.max=10000 default",
            "pubsub.drain.time=10s default",
            "pubsub.schedule.max=100000 default",
            "pubsub.topics.max=250000 default",
            "pubsub.trace.rate=5 live");
  }

  @Test
  void theTimeToDrainIsWhatItIsWhenItBegins() {
    change("pubsub.drain.time", "3s");

    assertThat(on.pubsub.drainTime()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "pubsub.trace.rat, 5, SETTING_NOT_FOUND, 'did you mean pubsub.trace.rate?'",
    "pubsub.bus.none.trace.rate, 5, SETTING_NOT_FOUND, 'unknown setting'",
    "pubsub.trace.capacity, 500, RESTART_NEEDED, 'start again'",
    "pubsub.trace.rate, -1, BAD_SETTINGS, 'a whole number from 0 to 1000000'"
  })
  void whatCannotBeChangedIsRefusedAndStays(String key, String value, String code, String says) {
    List<LiveSetting> before = on.pubsub.gateway().settings();

    PubSubException refused = refusal(() -> change(key, value));

    assertThat(refused.code().name()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(says);
    assertThat(on.pubsub.gateway().settings()).isEqualTo(before);
  }

  private static PubSubException refusal(Runnable wrong) {
    return catchThrowableOfType(PubSubException.class, wrong::run);
  }

  @Test
  void systemAndAuditHearOfAChangeAndOfNoRefusal() throws Exception {
    RecordingSubscriber system = new RecordingSubscriber();
    RecordingSubscriber audit = new RecordingSubscriber();
    on.pubsub.bus("system").subscribe("configuration_changes:pubsub", system);
    on.pubsub.bus("audit").subscribe("audit_trail:admin_operations", audit);

    refusal(() -> change("pubsub.trace.rate", "-1"));
    change("pubsub.trace.rate", "7");

    assertTold(system.await(1, PATIENCE))
        .containsEntry("event_type", "configuration_changed")
        .containsEntry("key", "pubsub.trace.rate")
        .containsEntry("value", "7");
    assertTold(audit.await(1, PATIENCE))
        .containsEntry("user_id", "ada")
        .containsEntry("action", "change_setting")
        .containsEntry("resource", "pubsub.trace.rate");
    assertThat(system.signals()).hasSize(1);
    assertThat(audit.signals()).hasSize(1);
  }

  private static MapAssert<String, Object> assertTold(List<Signal> signals) {
    return assertThat((Map<?, ?>) signals.get(0).payload())
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class));
  }
}
