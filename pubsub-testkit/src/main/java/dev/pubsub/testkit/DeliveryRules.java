package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reaches whom, in which order, and how it is counted. */
abstract class DeliveryRules extends BusRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  // ---- what is published at all

  @Test
  void aPublishThatIsTriedAgainIsCarriedOutOnce() throws Exception {
    bus().subscribe("a", received);
    PublishOptions options = PublishOptions.DEFAULT.withDeduplicationId("the same");
    Accepted first = Signals.accepted(bus().publish("a", 1, options));

    assertThat(bus().publish("a", 2, options)).isEqualTo(new Duplicate(first));
    Signals.accepted(bus().publish("b", 3, options));
    publish("a", 4);
    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 4);
  }

  @Test
  void nobodyReceivesASignalWhoseTimeIsOver() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT);
    bus().publish("a", "old", PublishOptions.DEFAULT.withTtl(Duration.ofMillis(1)));
    bus().subscribe("clock", received);
    publish("clock", 0);
    long begun = received.await(1, PATIENCE).get(0).timeMillis();
    Await.until(
        "time has passed",
        () -> {
          publish("clock", 0);
          List<Signal> ticks = received.signals();
          return ticks.get(ticks.size() - 1).timeMillis() > begun + 1;
        });
    publish("a", "lasting");

    assertThat(held.goOn()).containsExactly(0, "lasting");
    assertThat(held.subscription().stats().dropped()).isEqualTo(Map.of(DropReason.EXPIRED, 1L));
  }

  // ---- what arrives

  @Test
  void aSignalArrivesAsItWasPublished() throws Exception {
    bus().subscribe("room:1", received);
    Object payload = new Object();
    PublishOptions options =
        PublishOptions.ofType("greeting").withKey("ann").withPriority(Priority.HIGH);
    Accepted accepted = Signals.accepted(bus().publish("room:1", payload, options));

    Signal signal = received.await(1, PATIENCE).get(0);
    assertThat(signal.id()).isEqualTo(accepted.id());
    assertThat(signal.topic()).isEqualTo("room:1");
    assertThat(signal.type()).isEqualTo("greeting");
    assertThat(signal.key()).isEqualTo("ann");
    assertThat(signal.priority()).isEqualTo(Priority.HIGH);
    assertThat(signal.payload()).isSameAs(payload);
    assertThat(signal.source()).isNotEmpty();
  }

  @Test
  void idsAscend() throws Exception {
    bus().subscribe("a", received);
    publish("a", 0, 50);

    List<Signal> signals = received.await(50, PATIENCE);
    for (int i = 1; i < signals.size(); i++) {
      assertThat(signals.get(i).id()).isGreaterThan(signals.get(i - 1).id());
    }
  }

  @Test
  void aPatternReceivesTheTopicsThatMatchAndNoOthers() throws Exception {
    Subscription subscription = bus().subscribe("room:+", received);
    bus().subscribe("room:*", delivery -> {});
    bus().subscribe("**", delivery -> {});

    assertThat(publish("room:1", "one").matched()).isEqualTo(3);
    assertThat(publish("room:1:corner", "corner").matched()).isEqualTo(2);
    assertThat(publish("hall", "hall").matched()).isEqualTo(1);
    assertThat(publish("room:2", "two").matched()).isEqualTo(3);
    received.await(2, PATIENCE);
    awaitRest(subscription);
    assertThat(received.payloads()).containsExactly("one", "two");
    assertThat(subscription.pattern()).isEqualTo("room:+");
  }

  @Test
  void nobodyHearsWhatWasPublishedBefore() throws Exception {
    assertThat(publish("a", "before").matched()).isZero();
    bus().subscribe("a", received);
    publish("a", "after");

    received.await(1, PATIENCE);
    assertThat(received.payloads()).containsExactly("after");
  }

  @Test
  void eachSubscriptionReceivesOnItsOwn() throws Exception {
    bus().subscribe("a", received);
    bus().subscribe("a", received);

    assertThat(publish("a", "x").matched()).isEqualTo(2);
    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly("x", "x");
  }

  @Test
  void anEncodingIsMadeOnceForAll() {
    AtomicInteger made = new AtomicInteger();
    Encoder<Object> encoder =
        signal -> {
          made.incrementAndGet();
          return new Object();
        };
    Queue<Object> forms = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 3; i++) {
      bus().subscribe("a", delivery -> forms.add(delivery.shared(encoder)));
    }
    publish("a", "x");

    Await.until("all three have it", () -> forms.size() == 3);
    assertThat(forms).containsOnly(forms.element());
    assertThat(made).hasValue(1);
  }

  // ---- order

  @Test
  void whatOneThreadPublishesToATopicArrivesInThatOrder() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    Subscriber alone =
        delivery -> {
          if (inside.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
          }
          received.receive(delivery);
          inside.decrementAndGet();
        };
    bus().subscribe("a:*", SubscribeOptions.DEFAULT.withCapacity(1 << 16), alone);
    Crowd.run(
        4,
        publisher -> {
          for (int i = 0; i < 1000; i++) {
            publish("a:" + i % 2, publisher * 10_000 + i);
          }
        });

    List<Signal> signals = received.await(4000, PATIENCE);
    assertThat(overlaps).hasValue(0);
    for (int publisher = 0; publisher < 4; publisher++) {
      for (int topic = 0; topic < 2; topic++) {
        assertThat(numbersOf(signals, "a:" + topic, publisher)).hasSize(500).isSorted();
      }
    }
  }

  private static List<Integer> numbersOf(List<Signal> signals, String topic, int publisher) {
    return signals.stream()
        .filter(signal -> signal.topic().equals(topic))
        .map(signal -> (Integer) signal.payload())
        .filter(number -> number / 10_000 == publisher)
        .toList();
  }

  @Test
  void everyBatchHasItsEnd() throws Exception {
    Subscription subscription = bus().subscribe("a", received);
    publish("a", 0, 50);

    received.await(50, PATIENCE);
    awaitRest(subscription);
    Await.until("the batch has ended", () -> received.batches() > 0);
    assertThat(received.batches()).isLessThanOrEqualTo(50);
  }

  // ---- subscribers that misbehave

  @Test
  void aSubscriberThatThrowsLosesThatSignalOnly() throws Exception {
    Subscription bad =
        bus()
            .subscribe(
                "a",
                delivery -> {
                  received.receive(delivery);
                  if (delivery.signal().payload().equals(1)) {
                    throw new Exception("thrown on purpose");
                  }
                });
    publish("a", 0, 3);

    received.await(3, PATIENCE);
    awaitRest(bad);
    assertThat(bad.stats().delivered()).isEqualTo(2);
    assertThat(bad.stats().dropped()).isEqualTo(Map.of(DropReason.FAILED, 1L));
    assertThat(bus().stats().dropped()).isEqualTo(Map.of(DropReason.FAILED, 1L));
  }

  @Test
  void aSubscriberThatBlocksHoldsNobodyUp() throws Exception {
    hold(bus(), "a", SubscribeOptions.DEFAULT);
    bus().subscribe("a", received);
    publish("a", 1, 30);

    assertThat(received.await(29, PATIENCE)).hasSize(29);
  }

  // ---- calls from inside a subscriber

  @Test
  void aSubscriberMayPublish() throws Exception {
    bus().subscribe("answer", received);
    bus().subscribe("question", delivery -> publish("answer", delivery.signal().payload()));
    publish("question", 0, 20);

    received.await(20, PATIENCE);
    assertThat(received.payloads())
        .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void aSubscriberMaySubscribe() throws Exception {
    bus().subscribe("a", delivery -> bus().subscribe("b", received));
    publish("a", "come");
    Await.until("it has subscribed", () -> bus().stats().subscriptions().containsKey("b"));
    publish("b", "hello");

    received.await(1, PATIENCE);
    assertThat(received.payloads()).containsExactly("hello");
  }

  @Test
  void aSubscriberMayCloseItself() throws Exception {
    CompletableFuture<Subscription> own = new CompletableFuture<>();
    Subscriber once =
        delivery -> {
          received.receive(delivery);
          own.join().close();
        };
    Subscription subscription = bus().subscribe("a", once);
    publish("a", 0, 20);
    own.complete(subscription);
    awaitRest(subscription);

    assertThat(received.payloads()).containsExactly(0);
  }

  // ---- own signals

  @Test
  void whoeverLeavesOutItsOwnSignalsReceivesThoseOfOthers() throws Exception {
    Session other = session("other", SessionOptions.DEFAULT);
    Subscription subscription =
        bus().subscribe("a", SubscribeOptions.DEFAULT.withoutOwn(), received);
    publish("a", "mine");
    Signals.accepted(other.publish("a", "theirs"));

    received.await(1, PATIENCE);
    awaitRest(subscription);
    assertThat(received.payloads()).containsExactly("theirs");
    assertThat(subscription.stats().filtered()).isEqualTo(1);
    assertThat(subscription.stats().droppedTotal()).isZero();
  }

  // ---- figures

  @Test
  void theFiguresAddUp() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT.withCapacity(10));
    Subscription good = bus().subscribe("+", received);
    publish("a", 1, 30);
    held.goOn();
    received.await(29, PATIENCE);
    awaitRest(good);

    long matched = held.subscription().stats().delivered();
    Await.until("all is counted", () -> bus().stats().delivered() == matched + 29);
    assertThat(matched + held.subscription().stats().droppedTotal()).isEqualTo(30);
    assertThat(good.stats().delivered()).isEqualTo(29);
    BusStats stats = bus().stats();
    assertThat(stats.published()).isEqualTo(30);
    assertThat(stats.rejected()).isZero();
    assertThat(stats.delivered()).isEqualTo(matched + 29);
    assertThat(stats.droppedTotal()).isEqualTo(held.subscription().stats().droppedTotal());
    assertThat(stats.subscriptions()).isEqualTo(Map.of("a", 1, "+", 1));
    assertThat(stats.waitingMax()).isZero();
    assertThat(stats.topics()).isEqualTo(1);
  }

  // ---- refusals

  @Test
  void aBadTopicIsRefusedAndReachesNobody() {
    bus().subscribe("**", received);
    for (String bad : List.of("", ":", "a::b", "a:*", "a:+", "a\n", "x".repeat(256))) {
      expectRefused(Signals.rejected(bus().publish(bad, "x")), StandardError.BAD_TOPIC);
    }

    assertThat(bus().stats().rejected()).isEqualTo(7);
    assertThat(bus().stats().published()).isZero();
    assertThat(received.signals()).isEmpty();
  }

  @Test
  void aBadPatternIsRefused() {
    Bus bus = bus();
    Subscriber nobody = DeliveryRules::ignore;
    for (String bad : List.of("", ":", "a::*", "a**", "**b", "*\n")) {
      expectThrown(StandardError.BAD_PATTERN, () -> bus.subscribe(bad, nobody));
    }
    assertThat(bus.stats().subscriptions()).isEmpty();
  }

  private static void ignore(Delivery delivery) {}
}
