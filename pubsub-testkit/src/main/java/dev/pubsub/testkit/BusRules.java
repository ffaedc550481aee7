package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the parts of the {@link BusContract} have in common: a host for each test. */
@Timeout(60)
abstract class BusRules {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Subscriptions are dealt out to the lanes in turn; a bus has no more of them. */
  private static final int MOST_LANES = 64;

  private final List<Host> hosts = new ArrayList<>();
  private final List<HeldSubscriber> held = new ArrayList<>();

  /** Opens a host that keeps so many signals of each topic, or no history at all. */
  abstract Host open(int keep);

  @AfterEach
  void releaseAndClose() {
    held.forEach(HeldSubscriber::release);
    hosts.forEach(Host::close);
  }

  /** The host of this test, which keeps no history unless it was opened otherwise. */
  final Host host() {
    return hosts.isEmpty() ? keeping(0) : hosts.get(0);
  }

  final Host keeping(int keep) {
    Host host = open(keep);
    hosts.add(host);
    return host;
  }

  final Bus bus() {
    return host().bus();
  }

  final Session session(String principal, SessionOptions options) {
    return host().gateway().open("default", new Principal(principal), options);
  }

  /** A subscription whose subscriber has the payload 0 in its hands and keeps it. */
  final Held hold(Bus door, String topic, SubscribeOptions options) throws InterruptedException {
    return hold(door, topic, topic, options);
  }

  final Held hold(Bus door, String pattern, String topic, SubscribeOptions options)
      throws InterruptedException {
    return hold(door, pattern, options, () -> publish(topic, 0));
  }

  /** The same with a payload 0 that is published in a way of its own. */
  final Held hold(Bus door, String pattern, SubscribeOptions options, Supplier<Accepted> publish)
      throws InterruptedException {
    HeldSubscriber subscriber = new HeldSubscriber();
    held.add(subscriber);
    Subscription subscription = door.subscribe(pattern, options, subscriber);
    assertThat(publish.get().matched()).isPositive();
    subscriber.awaitBlocked();
    return new Held(subscriber, subscription);
  }

  /** A subscription that is held up. */
  record Held(HeldSubscriber subscriber, Subscription subscription) {

    /** Lets it go on and waits until it has what it can get. */
    List<Object> goOn() {
      subscriber.release();
      awaitRest(subscription);
      return subscriber.payloads();
    }
  }

  /**
   * Waits until all lanes have walked what was published: what is for somebody who is behind is in
   * the mailbox by then, so that what is urgent is in front.
   */
  final void awaitWalked() throws InterruptedException {
    RecordingSubscriber walked = new RecordingSubscriber();
    List<Subscription> probes =
        IntStream.range(0, MOST_LANES).mapToObj(i -> bus().subscribe("walked", walked)).toList();
    publish("walked", Priority.LOW, "behind all others");
    walked.await(MOST_LANES, PATIENCE);
    probes.forEach(Subscription::close);
  }

  static void awaitRest(Subscription subscription) {
    Await.until("nothing waits any more", () -> subscription.stats().waiting() == 0);
  }

  final Accepted publish(String topic, Object payload) {
    return Signals.accepted(bus().publish(topic, payload));
  }

  final Accepted publish(String topic, Priority priority, Object payload) {
    return Signals.accepted(
        bus().publish(topic, payload, PublishOptions.DEFAULT.withPriority(priority)));
  }

  final Accepted publish(String topic, String key, Object payload) {
    return Signals.accepted(bus().publish(topic, payload, PublishOptions.DEFAULT.withKey(key)));
  }

  /** Publishes as soon as there is room, which may be a moment after it was made. */
  final void publishWhenThereIsRoom(String topic, Object payload) {
    Await.until("there is room", () -> bus().publish(topic, payload) instanceof Accepted);
  }

  /** Publishes numbers; returns how many deliveries were dropped at once. */
  final int publish(String topic, int from, int to) {
    return IntStream.range(from, to).map(i -> publish(topic, i).dropped()).sum();
  }

  static void expectRefused(Rejected refusal, ErrorCode code) {
    if (!refusal.code().name().equals(code.name()) || refusal.reason().isBlank()) {
      throw new AssertionError("expected " + code + " and a reason, not " + refusal);
    }
  }

  static void expectThrown(ErrorCode code, Runnable call) {
    try {
      call.run();
    } catch (PubSubException e) {
      if (e.code().name().equals(code.name())) {
        return;
      }
      throw new AssertionError("expected " + code + ", not " + e.code(), e);
    }
    throw new AssertionError("expected " + code + ", but it went well");
  }
}
