package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishSubscribeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualBus on = new ManualBus("pubsub.topics.max", "5");
  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @ParameterizedTest
  @CsvSource({
    "room:1,  room:1",
    "room:+,  room:1",
    "room:*,  room:1:seats",
    "*:1,     room:1",
    "**,      room:1",
    "**:1,    room:1",
    "ro*:1,   room:1",
    "*m:1,    room:1",
    "r*m:1,   room:1"
  })
  void everyKindOfPatternReceivesWhatItMatches(String pattern, String topic) throws Exception {
    Subscription subscription = on.bus.subscribe(pattern, subscriber);

    Accepted matching = ManualBus.accepted(on.bus.publish(topic, "yes"));
    Accepted other = ManualBus.accepted(on.bus.publish("hall:2", "maybe"));
    ManualBus.accepted(on.bus.publish(topic, "again"));

    int both = pattern.equals("**") ? 1 : 0;
    assertThat(matching.matched()).isEqualTo(1);
    assertThat(matching.dropped()).isZero();
    assertThat(other.matched()).isEqualTo(both);
    assertThat(subscriber.await(2 + both, PATIENCE)).hasSize(2 + both);
    assertThat(subscriber.payloads()).startsWith("yes").endsWith("again");
    assertThat(subscription.pattern()).isEqualTo(pattern);
  }

  @Test
  void aSignalSaysWhatItIs() throws Exception {
    Subscription unused = on.bus.subscribe("a", subscriber);
    on.time.advance(Duration.ofMillis(1500));
    Object payload = new Object();

    Accepted result =
        ManualBus.accepted(on.bus.publish("a", payload, PublishOptions.ofType("moved")));
    Signal signal = subscriber.await(1, PATIENCE).get(0);

    assertThat(signal)
        .isEqualTo(
            Signal.of(result.id(), "a", payload)
                .withType("moved")
                .withSource("application")
                .withTimeMillis(ManualTime.START.toEpochMilli() + 1500));
    assertThat(signal.payload()).isSameAs(payload);
    assertThat(signal.id().high() >>> 16).isEqualTo(signal.timeMillis());
  }

  @Test
  void withoutListenersASignalIsAcceptedAndReachesNobody() {
    Accepted result = ManualBus.accepted(on.bus.publish("a", "x"));

    assertThat(result.matched()).isZero();
    assertThat(result.dropped()).isZero();
    assertThat(result.delivered()).isZero();
  }

  @Test
  void everySubscriptionThatMatchesGetsItsOwn() throws Exception {
    RecordingSubscriber other = new RecordingSubscriber();
    on.bus.subscribe("a:b", subscriber);
    on.bus.subscribe("a:b", subscriber);
    on.bus.subscribe("a:*", other);
    on.bus.subscribe("b:*", other);

    assertThat(ManualBus.accepted(on.bus.publish("a:b", "x")).matched()).isEqualTo(3);
    assertThat(subscriber.await(2, PATIENCE)).hasSize(2);
    assertThat(other.await(1, PATIENCE)).hasSize(1);
  }

  @Test
  void whoIsSubscribedAtPublishGetsItAndNobodyElse() throws Exception {
    HeldSubscriber lane = on.holding();
    on.bus.subscribe("hold", lane);
    on.publish("hold", 0, 1);
    lane.awaitBlocked();
    RecordingSubscriber late = new RecordingSubscriber();
    Subscription early = on.bus.subscribe("a", subscriber);

    assertThat(ManualBus.accepted(on.bus.publish("a", "first")).matched()).isEqualTo(1);
    Subscription second = on.bus.subscribe("a", late);
    Subscription third = on.bus.subscribe("*", late);
    assertThat(ManualBus.accepted(on.bus.publish("a", "second")).matched()).isEqualTo(3);
    third.close();
    assertThat(ManualBus.accepted(on.bus.publish("a", "third")).matched()).isEqualTo(2);
    lane.release();

    subscriber.await(3, PATIENCE);
    late.await(2, PATIENCE);
    ManualBus.await(() -> third.stats().droppedTotal() == 1);
    assertThat(subscriber.payloads()).containsExactly("first", "second", "third");
    assertThat(late.payloads()).containsExactly("second", "third");
    assertThat(early.stats().droppedTotal()).isZero();
    assertThat(second.stats().droppedTotal()).isZero();
    assertThat(third.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 1L));
  }

  @Test
  void aClosedSubscriptionCountsWhatWaitedAsClosed() throws Exception {
    HeldSubscriber held = on.holding();
    Subscription subscription = on.bus.subscribe("a", held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    on.publish("a", 1, 10);
    subscription.close();
    subscription.close();

    assertThat(ManualBus.accepted(on.bus.publish("a", 10)).matched()).isZero();
    held.release();
    ManualBus.await(() -> subscription.stats().droppedTotal() == 9);

    assertThat(held.payloads()).containsExactly(0);
    assertThat(subscription.stats().delivered()).isEqualTo(1);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 9L));
    assertThat(subscription.stats().waiting()).isZero();
  }

  @Test
  void whatOneThreadPublishesArrivesInOrder() throws Exception {
    Subscription subscription = on.bus.subscribe("a", subscriber);
    for (int i = 0; i < 5000; i++) {
      on.publish("a", i, i + 1);
      int sent = i;
      ManualBus.await(() -> subscription.stats().delivered() > sent - 500);
    }
    subscriber.await(5000, PATIENCE);

    assertThat(subscriber.payloads()).isEqualTo(numbers(5000));
  }

  @Test
  void identitiesAscendInTheOrderOfPublishing() {
    assertThat(
            numbers(100).stream()
                .map(number -> ManualBus.accepted(on.bus.publish("a", number)).id()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aFormIsMadeOnceForAllSubscribers() {
    List<Object> forms = new CopyOnWriteArrayList<>();
    Encoder<Object> encoder = signal -> new Object();
    on.bus.subscribe("a", delivery -> forms.add(delivery.shared(encoder)));
    on.bus.subscribe("*", delivery -> forms.add(delivery.shared(encoder)));
    on.publish("a", 0, 1);
    ManualBus.await(() -> forms.size() == 2);

    assertThat(forms.get(0)).isSameAs(forms.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a::b", "a:", "a:*", "**", "+", "a\nb", "$sys:a"})
  void aBadNameIsRejectedAndReachesNobody(String name) {
    on.bus.subscribe("**", subscriber);

    PublishResult result = on.bus.publish(name, "x");

    assertThat(result)
        .isInstanceOfSatisfying(
            PublishResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(StandardError.BAD_TOPIC);
              assertThat(rejected.reason()).contains("topic");
            });
    assertThat(on.bus.topics().count()).isZero();
    assertThat(on.bus.stats().published()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a::b", "a***", "a**b", "a\nb"})
  void aBadPatternIsRefused(String pattern) {
    assertThat(refusal(() -> on.bus.subscribe(pattern, subscriber)).code())
        .isEqualTo(StandardError.BAD_PATTERN);
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void whenThereAreTooManyTopicsOnlyThoseThatAreThereCanBeUsed() {
    on.bus.publish("t:1", "x");
    on.bus.subscribe("t:2", subscriber);
    List.of("t:3", "t:4", "t:5").forEach(on.bus.topics()::create);

    assertThat(on.bus.publish("t:6", "x"))
        .isInstanceOfSatisfying(
            PublishResult.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(StandardError.TOO_MANY_TOPICS));
    assertThat(refusal(() -> on.bus.subscribe("t:6", subscriber)).code())
        .isEqualTo(StandardError.TOO_MANY_TOPICS);
    assertThat(refusal(() -> on.bus.topics().create("t:6")).code())
        .isEqualTo(StandardError.TOO_MANY_TOPICS);
    assertThat(ManualBus.accepted(on.bus.publish("t:2", "x")).matched()).isEqualTo(1);

    on.bus.subscribe("t:*", subscriber);
    assertThat(on.bus.topics().delete("t:1")).isTrue();
    assertThat(ManualBus.accepted(on.bus.publish("t:6", "x")).matched()).isEqualTo(1);
  }

  @Test
  void aSignalHasAPayload() {
    assertThatNullPointerException()
        .isThrownBy(() -> on.bus.publish("a", null))
        .withMessage("payload");
  }

  @Test
  void sessionsAndTheApplicationMeetOnOneBus() throws Exception {
    try (Session session = on.session("ada", 0)) {
      on.bus.subscribe("a", subscriber);
      ManualBus.accepted(session.publish("a", "from the session"));

      assertThat(subscriber.await(1, PATIENCE).get(0).source()).isEqualTo("ada");
      assertThat(session.name()).isEqualTo(on.bus.name()).isEqualTo("default");
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static PubSubException refusal(Runnable call) {
    return catchThrowableOfType(PubSubException.class, call::run);
  }
}
