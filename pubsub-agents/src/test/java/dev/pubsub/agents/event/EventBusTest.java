package dev.pubsub.agents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.Rerun;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .clock(time.clock())
          .scheduler(time)
          .set("pubsub.history", "events.*=100")
          .open();
  private final Bus bus = pubsub.bus();
  private final EventBus events = new EventBus(bus);
  private final RecordingSubscriber received = new RecordingSubscriber();

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void anEventIsASignalOfItsTypeOnATopicOfItsOwn() throws InterruptedException {
    bus.subscribe("events.agent.created", received);

    events.emit("agent.created", "ann");

    Signal signal = received.await(1, PATIENCE).get(0);
    assertThat(signal.type()).isEqualTo("agent.created");
    assertThat(signal.payload()).isEqualTo("ann");
  }

  @Test
  void whoSubscribesToATypeGetsNoOther() throws InterruptedException {
    events.subscribe("agent.created", received);

    events.emit("agent.created.late", 1);
    events.emit("agent", 2);
    events.emit("agent.created", 3);

    received.await(1, PATIENCE);
    assertThat(received.payloads()).containsExactly(3);
  }

  @Test
  void aStarAtTheEndIsOneWordOrMore() throws InterruptedException {
    assertThat(typesOf("agent.*")).containsExactly("agent.created", "agent.mail.failed");
  }

  @Test
  void aStarElsewhereIsOneWord() throws InterruptedException {
    assertThat(typesOf("*.created")).containsExactly("agent.created");
    assertThat(typesOf("+")).containsExactly("agent", "agents");
    assertThat(typesOf("agent.*.failed")).containsExactly("agent.mail.failed");
  }

  @Test
  void twoStarsAreAnyWordsOrNone() throws InterruptedException {
    assertThat(typesOf("agent.**")).containsExactly("agent", "agent.created", "agent.mail.failed");
    assertThat(typesOf("**.failed")).containsExactly("agent.mail.failed");
    assertThat(typesOf("agent.**.failed")).containsExactly("agent.mail.failed");
  }

  @Test
  void aStarWithinAWordStaysThere() throws InterruptedException {
    assertThat(typesOf("agent*")).containsExactly("agent", "agents");
    assertThat(typesOf("agent.cre*")).containsExactly("agent.created");
  }

  private List<String> typesOf(String pattern) throws InterruptedException {
    RecordingSubscriber some = new RecordingSubscriber();
    List<String> types =
        List.of("agent", "agents", "agent.created", "agent.mail.failed", "nobody.heard.of");
    try (Subscription subscription = events.subscribePattern(pattern, some)) {
      types.forEach(type -> events.emit(type, pattern));
      await().until(() -> subscription.stats().waiting() == 0);
    }
    List<String> heard = some.signals().stream().map(Signal::type).toList();
    assertThat(events.history(pattern, heard.size())).isEqualTo(some.signals());
    return heard;
  }

  @Test
  void whatAPatternLeavesOutIsFilteredByTheBus() {
    Subscription subscription = events.subscribePattern("*.created", received);

    for (int i = 0; i < 100; i++) {
      events.emit("agent.destroyed", i);
    }

    await().until(() -> subscription.stats().filtered() == 100);
    assertThat(received.payloads()).isEmpty();
  }

  @Test
  void aSelectorOfTheSubscriberHoldsBesideThePattern() throws InterruptedException {
    events.subscribePattern(
        "agent.*", SubscribeOptions.DEFAULT.selecting("message.priority:high"), received);
    Subscription all = events.subscribePattern("agent.*", received);

    events.emit("agent.created", 1);

    await().until(() -> all.stats().delivered() == 1);
    assertThat(received.await(1, PATIENCE)).hasSize(1);
  }

  @Test
  void manyAreEmittedInTheirOrderAndEachIsAnswered() throws InterruptedException {
    events.subscribePattern("*", received);

    List<PublishResult> results =
        events.emitAll(
            List.of(
                new Event("a", 1),
                new Event("a", 2),
                new Event("not a type", 3),
                new Event("b.c", 4)));

    received.await(3, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 2, 4);
    assertThat(results).hasSize(4);
    assertThat(results.get(3)).isInstanceOf(PublishResult.Accepted.class);
    assertThat(results.get(2))
        .isInstanceOfSatisfying(
            PublishResult.Rejected.class,
            refusal -> assertThat(refusal.code()).isEqualTo(StandardError.BAD_TOPIC));
  }

  @Test
  void byTypeTheOrderIsThatOfEachTypeAndTheAnswersAreThoseOfTheList() throws InterruptedException {
    events.subscribePattern("*", received);

    List<PublishResult> results =
        events.emitByType(
            List.of(
                new Event("a", 1), new Event("no type", 2), new Event("b", 3), new Event("a", 4)));

    received.await(3, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 4, 3);
    assertThat(results.get(1)).isInstanceOf(PublishResult.Rejected.class);
    assertThat(List.of(results.get(0), results.get(2), results.get(3)))
        .hasOnlyElementsOfType(PublishResult.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a:b", "a.*", "a+"})
  void whatIsNoTypeIsRefused(String text) {
    assertThat(events.emit(text, 1)).isInstanceOf(PublishResult.Rejected.class);
    assertRefused(() -> events.subscribe(text, received), StandardError.BAD_PATTERN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", "a b", "a\"b", "a:b", "a**"})
  void whatIsNoPatternIsRefused(String text) {
    assertRefused(() -> events.subscribePattern(text, received), StandardError.BAD_PATTERN);
    assertRefused(() -> events.history(text, 1), StandardError.BAD_PATTERN);
  }

  @Test
  void theNewestAreReadFromTheHistoryHoweverManyOthersAreKept() {
    for (int i = 0; i < 50; i++) {
      events.emit("agent.created", i);
      events.emit("agent.destroyed", i);
    }

    assertThat(events.history("agent.created", 2))
        .extracting(Signal::payload)
        .containsExactly(48, 49);
    assertThat(events.history("*.destroyed", 3))
        .extracting(Signal::payload)
        .containsExactly(47, 48, 49);
    assertRefused(() -> events.history("*", 0), StandardError.BAD_OPTION);
  }

  @Test
  void whoComesLateBeginsWithWhatIsKept() throws InterruptedException {
    events.emit("agent.created", 1);
    events.emit("job.created", 2);
    events.emit("agent.destroyed", 3);

    events.subscribePattern(
        "*.created", SubscribeOptions.DEFAULT.startingAt(StartAt.last(100)), received);
    events.emit("agent.created", 4);

    received.await(3, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 2, 4);
  }

  @Test
  void whatIsKeptIsPublishedOnceMore() throws InterruptedException {
    events.emit("agent.created", 1);
    events.emit("job.created", 2);
    bus.subscribe("again:*", received);

    Rerun rerun = events.replay("agent.*", StartAt.last(10), "again:*", 0);

    await().until(() -> moved(rerun));
    Signal signal = received.await(1, PATIENCE).get(0);
    assertThat(rerun.total()).isEqualTo(1);
    assertThat(signal.type()).isEqualTo("agent.created");
    assertThat(signal.topic()).isEqualTo("again:events.agent.created");
    assertRefused(
        () -> events.replay("*.created", StartAt.last(1), "again:*", 0), StandardError.BAD_PATTERN);
  }

  private boolean moved(Rerun rerun) {
    time.advance(Duration.ofMillis(1));
    return rerun.isDone();
  }

  private static void assertRefused(ThrowingCallable call, StandardError code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PubSubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
