package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What those receive who come later, or come back. */
abstract class HistoryRules extends BusRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  private static SubscribeOptions starting(StartAt start) {
    return SubscribeOptions.DEFAULT.startingAt(start);
  }

  private Subscription subscribe(String pattern, StartAt start) {
    return bus().subscribe(pattern, starting(start), received);
  }

  private static List<Object> numbers(int from, int to) {
    return List.copyOf(IntStream.range(from, to).boxed().toList());
  }

  /** The position behind the last of some signals, as a subscriber sees it. */
  private String positionAfter(String topic, int from, int to) throws Exception {
    CompletableFuture<Optional<String>> position = new CompletableFuture<>();
    Object last = to - 1;
    Subscriber noting =
        delivery -> {
          if (delivery.signal().payload().equals(last)) {
            position.complete(delivery.position());
          }
        };
    try (Subscription subscription = bus().subscribe(topic, noting)) {
      publish(topic, from, to);
      return position.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElseThrow();
    }
  }

  // ---- the newest

  @Test
  void theNewestAreReplayedBeforeWhatFollows() throws Exception {
    keeping(10);
    publish("a", 0, 5);
    Subscription subscription = subscribe("a", StartAt.last(3));
    publish("a", 5, 7);

    received.await(5, PATIENCE);
    assertThat(received.payloads()).containsExactly(2, 3, 4, 5, 6);
    assertThat(subscription.recovered()).isFalse();
    assertThat(subscription.position()).isPresent();
  }

  @Test
  void thereAreNoMoreThanWereKept() throws Exception {
    keeping(3);
    publish("a", 0, 10);
    subscribe("a", StartAt.last(100));
    publish("a", 10, 11);

    Await.until("the live one has come", () -> received.payloads().contains(10));
    assertThat(received.payloads()).endsWith(7, 8, 9, 10);
    assertThat(numbers(0, 11)).endsWith(received.payloads().toArray());
  }

  @Test
  void aPatternIsReplayedInOneOrderOverItsTopics() throws Exception {
    keeping(10);
    for (int i = 0; i < 6; i++) {
      publish("a:" + i % 2, i);
    }
    publish("b", "another");
    subscribe("a:*", StartAt.last(4));

    received.await(4, PATIENCE);
    assertThat(received.payloads()).containsExactly(2, 3, 4, 5);
  }

  @Test
  void whatIsReplayedTakesNoRoom() throws Exception {
    keeping(50);
    publish("a", 0, 50);
    Subscription subscription =
        bus().subscribe("a", starting(StartAt.last(50)).withCapacity(1), received);

    received.await(50, PATIENCE);
    assertThat(received.payloads()).isEqualTo(numbers(0, 50));
    assertThat(subscription.stats().droppedTotal()).isZero();
  }

  // ---- coming back

  @Test
  void whoComesBackReceivesWhatWasMissed() throws Exception {
    keeping(10);
    String position = positionAfter("a", 0, 3);
    publish("a", 3, 6);
    Subscription subscription = subscribe("a", StartAt.after(position));
    publish("a", 6, 8);

    received.await(5, PATIENCE);
    assertThat(received.payloads()).containsExactly(3, 4, 5, 6, 7);
    assertThat(subscription.recovered()).isTrue();
  }

  @Test
  void whoMissedNothingReceivesNothing() throws Exception {
    keeping(10);
    String position = positionAfter("a", 0, 3);
    Subscription subscription = subscribe("a", StartAt.after(position));
    publish("a", "live");

    received.await(1, PATIENCE);
    assertThat(received.payloads()).containsExactly("live");
    assertThat(subscription.recovered()).isTrue();
  }

  @Test
  void thePositionOfASubscriptionIsGoodBeforeItsFirstSignal() throws Exception {
    keeping(10);
    publish("a", 0, 2);
    Optional<String> position;
    try (Subscription first = bus().subscribe("a", delivery -> {})) {
      position = first.position();
    }
    publish("a", 2, 4);
    Subscription second = subscribe("a", StartAt.after(position.orElseThrow()));

    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(2, 3);
    assertThat(second.recovered()).isTrue();
  }

  @Test
  void thePositionOfAReplayStandsBehindIt() throws Exception {
    keeping(10);
    publish("a", 0, 4);
    Optional<String> position;
    try (Subscription first = bus().subscribe("a", starting(StartAt.last(2)), delivery -> {})) {
      position = first.position();
    }
    publish("a", 4, 6);
    subscribe("a", StartAt.after(position.orElseThrow()));

    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(4, 5);
  }

  @Test
  void aPositionOfOneTopicIsGoodForAPattern() throws Exception {
    keeping(10);
    publish("a:1", 0, 1);
    String position = positionAfter("a:2", 1, 2);
    publish("a:1", 2, 3);
    publish("a:2", 3, 4);
    Subscription subscription = subscribe("a:*", StartAt.after(position));

    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(2, 3);
    assertThat(subscription.recovered()).isTrue();
  }

  @Test
  void nothingIsMissedOrDoubledWhileOthersPublish() throws Exception {
    keeping(5000);
    Optional<String> start;
    try (Subscription first = bus().subscribe("a", delivery -> {})) {
      start = first.position();
    }
    SubscribeOptions roomy = starting(StartAt.after(start.orElseThrow())).withCapacity(1 << 16);
    List<RecordingSubscriber> latecomers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      latecomers.add(new RecordingSubscriber());
    }
    Crowd.run(
        2,
        number -> {
          if (number == 0) {
            publish("a", 0, 2000);
          } else {
            latecomers.forEach(each -> bus().subscribe("a", roomy, each));
          }
        });
    for (RecordingSubscriber each : latecomers) {
      each.await(2000, PATIENCE);
      assertThat(each.payloads()).isEqualTo(numbers(0, 2000));
    }
  }

  // ---- gaps

  @Test
  void whoMissedTooMuchIsToldSoAndReceivesWhatIsKept() throws Exception {
    keeping(3);
    String position = positionAfter("a", 0, 2);
    publish("a", 2, 20);
    Subscription subscription = subscribe("a", StartAt.after(position));
    publish("a", 20, 21);

    Await.until("the live one has come", () -> received.payloads().contains(20));
    assertThat(subscription.recovered()).isFalse();
    assertThat(received.payloads()).endsWith(17, 18, 19, 20);
    assertThat(numbers(2, 21)).endsWith(received.payloads().toArray());
  }

  @Test
  void aPositionThatNobodyGaveIsAGap() throws Exception {
    keeping(10);
    publish("a", 0, 2);
    Subscription subscription = subscribe("a", StartAt.after("no position at all"));

    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1);
    assertThat(subscription.recovered()).isFalse();
  }

  @Test
  void aPositionOfAnotherBusIsAGap() throws Exception {
    keeping(10);
    String position = positionAfter("a", 0, 2);
    Host other = keeping(10);
    Subscription subscription =
        other.bus().subscribe("a", starting(StartAt.after(position)), received);

    assertThat(subscription.recovered()).isFalse();
  }

  // ---- no history

  @Test
  void whereNoHistoryIsKeptThereIsNoPosition() throws Exception {
    CompletableFuture<Optional<String>> position = new CompletableFuture<>();
    Subscription subscription =
        bus().subscribe("a", delivery -> position.complete(delivery.position()));
    publish("a", 1);

    assertThat(position.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    assertThat(subscription.position()).isEmpty();
    assertThat(subscription.recovered()).isFalse();
  }

  @Test
  void whereNoHistoryIsKeptWhoComesBackIsToldOfTheGap() throws Exception {
    publish("a", 0, 3);
    Subscription resumed = subscribe("a", StartAt.after("somewhere"));
    Subscription replayed = subscribe("b", StartAt.last(5));
    publish("a", "live");

    received.await(1, PATIENCE);
    assertThat(received.payloads()).containsExactly("live");
    assertThat(resumed.recovered()).isFalse();
    assertThat(replayed.recovered()).isFalse();
  }
}
