package dev.pubsub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Groups and durable subscriptions on several nodes, over real sockets. */
@Execution(ExecutionMode.CONCURRENT)
class SharedWorkTest {

  private static final SubscribeOptions WORKER =
      SubscribeOptions.DEFAULT.inGroup("workers").withCapacity(20_000);

  private final Party party = new Party();

  @AfterEach
  void close() {
    party.close();
  }

  private static RecordingSubscriber subscribe(PubSub node, SubscribeOptions options) {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    node.bus().subscribe("work", options, subscriber).ready().toCompletableFuture().join();
    return subscriber;
  }

  private static List<Object> payloads(RecordingSubscriber... subscribers) {
    return Stream.of(subscribers)
        .flatMap(each -> each.signals().stream())
        .map(Signal::payload)
        .toList();
  }

  @Test
  void eachSignalReachesOneWorkerOnWhicheverNode() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    PubSub c = party.join("c");
    RecordingSubscriber one = subscribe(a, WORKER);
    RecordingSubscriber two = subscribe(b, WORKER);
    RecordingSubscriber three = new RecordingSubscriber();
    b.bus()
        .subscribe(
            "work",
            WORKER.acknowledged(),
            delivery -> {
              three.receive(delivery);
              delivery.ack();
            })
        .ready()
        .toCompletableFuture()
        .join();
    RecordingSubscriber everything = subscribe(c, SubscribeOptions.DEFAULT.withCapacity(20_000));
    IntStream.range(0, 900).forEach(i -> a.bus().publish("work", i));
    IntStream.range(900, 1800).forEach(i -> c.bus().publish("work", i));

    await().until(() -> payloads(one, two, three).size() == 1800);
    await().until(() -> payloads(everything).size() == 1800);
    assertThat(payloads(one, two, three))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 1800).<Object>mapToObj(i -> i).toList());
    assertThat(payloads(one).size()).isBetween(400, 800);
  }

  @Test
  void signalsOfOneKeyReachOneWorkerWhereverTheyArePublished() {
    List<PubSub> nodes = List.of(party.join("a"), party.join("b"), party.join("c"));
    List<RecordingSubscriber> workers = new ArrayList<>();
    nodes.forEach(node -> workers.add(subscribe(node, WORKER)));
    for (int i = 0; i < 300; i++) {
      nodes
          .get(i % 3)
          .bus()
          .publish("work", i, PublishOptions.DEFAULT.withKey("customer-" + i % 10));
    }

    await().until(() -> workers.stream().mapToInt(each -> each.signals().size()).sum() == 300);
    for (int key = 0; key < 10; key++) {
      String name = "customer-" + key;
      assertThat(workers)
          .filteredOn(each -> each.signals().stream().anyMatch(s -> s.key().equals(name)))
          .as(name)
          .hasSize(1);
    }
  }

  @Test
  void whatALeavingWorkerHasNotDoneIsDoneElsewhere() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    Subscription leaving =
        a.bus().subscribe("work", WORKER, delivery -> Thread.currentThread().interrupt());
    leaving.pause();
    IntStream.range(0, 10).forEach(i -> a.bus().publish("work", i));
    await().until(() -> leaving.stats().waiting() == 10);
    RecordingSubscriber other = subscribe(b, WORKER);
    leaving.close();

    await().until(() -> payloads(other).size() == 10);
    assertThat(payloads(other)).isEqualTo(IntStream.range(0, 10).<Object>mapToObj(i -> i).toList());
  }

  @Test
  void aDurableSubscriptionHasMissedNothingThatOthersPublishedWhileNobodyHeldIt() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    SubscribeOptions durable = SubscribeOptions.DEFAULT.durable("orders");
    Subscription first = b.bus().subscribe("work", durable, delivery -> delivery.ack());
    first.ready().toCompletableFuture().join();
    first.close();
    IntStream.range(0, 100).forEach(i -> a.bus().publish("work", i));
    List<Object> received = new CopyOnWriteArrayList<>();
    await().until(() -> b.bus().history("work", StartAt.last(200), 200).entries().size() == 100);
    b.bus()
        .subscribe(
            "work",
            durable,
            delivery -> {
              received.add(delivery.signal().payload());
              delivery.ack();
            });

    await().until(() -> received.size() == 100);
    assertThat(received).isEqualTo(IntStream.range(0, 100).<Object>mapToObj(i -> i).toList());
  }

  @Test
  void aHistoryIsWholeThoughNobodySubscribesWhereItIsToBe() {
    PubSub a = party.join("a");
    PubSub b = party.join("b", Map.of("pubsub.history", "**=100", "pubsub.history.repair", "work"));
    Party.awaitInterest(a, "b", 1);
    IntStream.range(0, 10).forEach(i -> a.bus().publish("work", i));
    a.bus().publish("other", 1);

    await().until(() -> b.bus().history("work", StartAt.last(100), 100).entries().size() == 10);
    assertThat(b.bus().history("other", StartAt.last(100), 100).entries()).isEmpty();
  }

  @Test
  void whoIsSubscribedIsKnownByNode() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    subscribe(a, SubscribeOptions.DEFAULT);
    subscribe(b, SubscribeOptions.DEFAULT);
    subscribe(b, SubscribeOptions.DEFAULT);
    subscribe(b, WORKER);

    assertThat(a.bus().subscribers("work")).isEqualTo(Map.of("a", 1, "b", 3));
    assertThat(b.bus().subscribers("work")).isEqualTo(Map.of("a", 1, "b", 3));
  }

  @Test
  void aPublisherIsRefusedRatherThanThatAnAcknowledgingSubscriptionElsewhereMissesSomething() {
    PubSub a = party.join("a", Map.of("pubsub.plugin.cluster.peer.pending.max", "100KB"));
    PubSub b = party.join("b");
    List<Object> received = new CopyOnWriteArrayList<>();
    Subscription slow =
        b.bus()
            .subscribe(
                "work",
                SubscribeOptions.DEFAULT.withCapacity(10).durable("slow"),
                delivery -> {
                  received.add(delivery.signal().payload());
                  delivery.ack();
                });
    slow.ready().toCompletableFuture().join();
    slow.pause();
    List<Object> accepted = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      if (a.bus().publish("work", i + "x".repeat(1000)) instanceof PublishResult.Accepted) {
        accepted.add(i + "x".repeat(1000));
      }
    }
    assertThat(accepted).hasSizeLessThan(3000);
    slow.resume();

    await().atMost(Duration.ofSeconds(20)).until(() -> received.size() >= accepted.size());
    assertThat(received).isEqualTo(accepted);
  }
}
