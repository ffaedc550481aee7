package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.SubscribeResults;
import dev.pubsub.SubscribeResults.SubscribeResult;
import dev.pubsub.Subscription;
import dev.pubsub.TopicResult;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Signals that are published together. */
abstract class BatchRules extends BusRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  private static List<Publication> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new Publication("a", i)).toList();
  }

  @Test
  void aBatchArrivesInItsOrder() throws Exception {
    bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(5000), received);
    List<PublishResult> results = bus().publishAll(numbers(0, 1000));

    List<Signal> signals = received.await(1000, PATIENCE);
    assertThat(results).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      Accepted accepted = Signals.accepted(results.get(i));
      assertThat(accepted).isEqualTo(new Accepted(signals.get(i).id(), 1, 0));
      assertThat(signals.get(i).payload()).isEqualTo(i);
    }
    assertThat(signals).extracting(Signal::id).isSorted().doesNotHaveDuplicates();
    assertThat(bus().topics().find("a").orElseThrow().messageCount()).isEqualTo(1000);
    assertThat(bus().stats().published()).isEqualTo(1000);
  }

  @Test
  void oneThatIsRefusedDoesNotKeepTheOthers() throws Exception {
    bus().subscribe("a", received);
    List<PublishResult> results =
        bus()
            .publishAll(
                List.of(
                    new Publication("a", 1),
                    new Publication("a::b", 2),
                    new Publication("c", 3),
                    new Publication("a", 4)));

    expectRefused((Rejected) results.get(1), StandardError.BAD_TOPIC);
    assertThat(Signals.accepted(results.get(2)).matched()).isZero();
    assertThat(Stream.of(0, 3).map(i -> Signals.accepted(results.get(i)).matched()))
        .containsExactly(1, 1);
    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 4);
  }

  @Test
  void thePartOfABatchThatFindsNoRoomIsTold() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT.withCapacity(10));
    List<PublishResult> results = bus().publishAll(numbers(1, 21));

    // Eight wait at most, the one in hand among them; urgent signals may fill what is left.
    assertThat(results.stream().map(each -> Signals.accepted(each).dropped()))
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> i < 7 ? 0 : 1).toList());
    List<PublishResult> urgent =
        bus()
            .publishAll(
                IntStream.range(0, 4)
                    .mapToObj(
                        i ->
                            new Publication(
                                "a", -i, PublishOptions.DEFAULT.withPriority(Priority.HIGH)))
                    .toList());
    assertThat(urgent.stream().map(each -> Signals.accepted(each).dropped()))
        .containsExactly(0, 0, 1, 1);
    // Whether the urgent ones overtake hangs on how far the others had come.
    assertThat(held.goOn())
        .hasSize(10)
        .containsSubsequence(0, 0, -1)
        .containsSubsequence(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(held.subscription().stats().droppedTotal()).isEqualTo(15);
  }

  @Test
  void whereNothingMayBeLostTheRestIsRefused() throws Exception {
    Held held =
        hold(bus(), "a", SubscribeOptions.DEFAULT.withCapacity(5).withOverflow(Overflow.WAIT));
    List<PublishResult> results = bus().publishAll(numbers(1, 11));

    assertThat(results.subList(0, 3)).allMatch(each -> each instanceof Accepted);
    assertThat(results.subList(3, 10))
        .allSatisfy(each -> expectRefused((Rejected) each, StandardError.OVERLOADED));
    assertThat(held.goOn()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aBatchIsKeptInTheHistory() throws Exception {
    keeping(5).bus().publishAll(numbers(0, 20));
    bus().subscribe("a", SubscribeOptions.DEFAULT.startingAt(StartAt.last(3)), received);

    received.await(3, PATIENCE);
    assertThat(received.payloads()).containsExactly(17, 18, 19);
  }

  @Test
  void membersOfAGroupShareABatch() throws Exception {
    RecordingSubscriber other = new RecordingSubscriber();
    bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("g"), received);
    bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("g"), other);
    bus().publishAll(numbers(0, 60));

    Await.until("all have come", () -> received.payloads().size() + other.payloads().size() == 60);
    assertThat(Stream.of(received, other).flatMap(each -> each.payloads().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 60).boxed().toList());
  }

  @Test
  void aSessionSpeaksAsItsPrincipalAndLeavesOutItsOwn() throws Exception {
    Session session = session("ann", SessionOptions.DEFAULT);
    RecordingSubscriber own = new RecordingSubscriber();
    session.subscribe("a", SubscribeOptions.DEFAULT.withoutOwn(), own);
    bus().subscribe("a", received);
    session.publishAll(numbers(0, 5));
    publish("a", "other");

    assertThat(received.await(6, PATIENCE).get(0).source()).isEqualTo("ann");
    own.await(1, PATIENCE);
    assertThat(own.payloads()).containsExactly("other");
  }

  @Test
  void aClosedDoorRefusesABatch() {
    Session session = session("ann", SessionOptions.DEFAULT);
    session.close();
    expectClosed(session.publishAll(numbers(0, 2)));
    host().close();
    expectClosed(bus().publishAll(numbers(0, 2)));
  }

  private static void expectClosed(List<PublishResult> results) {
    assertThat(results).hasSize(2);
    results.forEach(each -> expectRefused((Rejected) each, StandardError.CLOSED));
  }

  @Test
  void severalPatternsAreSubscribedToAndClosedTogether() throws Exception {
    SubscribeResults opened =
        bus().subscribeAll(List.of("a", "b::", "c:*"), SubscribeOptions.DEFAULT, received);

    assertThat(opened.opened().map(Subscription::pattern)).containsExactly("a", "c:*");
    assertThat(opened.results().get(1)).isInstanceOf(SubscribeResult.Refused.class);
    opened.opened().findFirst().orElseThrow().close();
    assertThat(publish("a", 1).matched()).isZero();
    assertThat(publish("c:1", 2).matched()).isEqualTo(1);
    opened.close();
    assertThat(bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void severalTopicsAreCreatedAndDeletedTogether() {
    bus().topics().create("b");

    assertThat(bus().topics().createAll(List.of("a", "a::", "b")))
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo(new TopicResult.Done("a", true)),
            two ->
                assertThat(((TopicResult.Refused) two).code()).isEqualTo(StandardError.BAD_TOPIC),
            three -> assertThat(three).isEqualTo(new TopicResult.Done("b", false)));
    assertThat(bus().topics().deleteAll(List.of("a", "c")))
        .containsExactly(new TopicResult.Done("a", true), new TopicResult.Done("c", false));
    assertThat(bus().topics().find("a")).isEmpty();
  }

  @Test
  void anEmptyBatchIsNothing() {
    assertThat(bus().publishAll(List.of())).isEmpty();
  }
}
