package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.DurableSubscriptions.DurableSubscription;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a subscription gets that the bus remembers while nobody holds it. */
abstract class DurableRules extends BusRules {

  private static final SubscribeOptions BILLING = SubscribeOptions.DEFAULT.durable("billing");

  private final BlockingQueue<Delivery> received = new LinkedBlockingQueue<>();

  private Subscription open(SubscribeOptions options) {
    return bus().subscribe("orders:*", options, received::add);
  }

  private Delivery next() throws InterruptedException {
    Delivery next = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was received");
    }
    return next;
  }

  private void expectAndAck(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      Delivery next = next();
      assertThat(next.signal().payload()).isEqualTo(i);
      next.ack();
    }
  }

  @Test
  void whatIsPublishedWhileNobodyHoldsItComesWhenItIsOpenedAgain() throws Exception {
    Subscription first = open(BILLING);
    publish("orders:1", 0, 2);
    expectAndAck(0, 2);
    first.close();
    publish("orders:1", 2, 4);
    publish("orders:2", 4, 6);

    Subscription again = open(BILLING);
    assertThat(again.recovered()).isTrue();
    expectAndAck(2, 6);
    publish("orders:2", 6);
    expectAndAck(6, 7);
    assertThat(received).isEmpty();
  }

  @Test
  void whatWasNotAcknowledgedComesAgain() throws Exception {
    Subscription first = open(BILLING);
    publish("orders:1", 0, 5);
    List<Delivery> inHand = List.of(next(), next(), next());
    inHand.get(0).ack();
    inHand.get(2).ack();
    first.close();
    Await.until("all are counted", () -> first.stats().droppedTotal() == 3);

    assertThat(first.stats().delivered()).isEqualTo(2);
    assertThat(first.stats().dropped()).isEqualTo(Map.of(DropReason.DETACHED, 3L));
    received.clear();
    open(BILLING);
    expectAndAck(1, 5);
  }

  @Test
  void whatWasSetAsideDoesNotComeAgain() throws Exception {
    Subscription first = open(BILLING);
    publish("orders:1", 0, 2);
    next().reject("no such account");
    next().ack();
    first.close();
    publish("orders:1", 2);

    open(BILLING);
    expectAndAck(2, 3);
  }

  @Test
  void itBeginsWhereItIsToldTheFirstTimeOnly() throws Exception {
    keeping(10);
    publish("orders:1", 0, 3);
    SubscribeOptions newest = BILLING.startingAt(StartAt.last(2));
    Subscription first = open(newest);
    expectAndAck(1, 3);
    first.close();
    publish("orders:1", 3);

    open(newest);
    expectAndAck(3, 4);
    assertThat(received).isEmpty();
  }

  @Test
  void itIsOpenOnceAtATimeAndWithOnePattern() {
    Subscription first = open(BILLING);

    expectThrown(StandardError.DURABLE_IN_USE, () -> open(BILLING));
    first.close();
    expectThrown(StandardError.BAD_OPTION, () -> bus().subscribe("a", BILLING, received::add));
    open(BILLING);
    expectThrown(
        StandardError.BAD_PATTERN,
        () -> bus().subscribe("a::b", SubscribeOptions.DEFAULT.durable("bad"), received::add));
    assertThat(bus().durableSubscriptions().list())
        .containsExactly(new DurableSubscription("billing", "orders:*", true));
  }

  @Test
  void aFormerHolderThatClosesOnceMoreLetsGoOfNothing() throws Exception {
    Subscription former = open(BILLING);
    former.close();
    Subscription now = open(BILLING);
    publish("orders:1", 0, 2);
    next();
    former.close();

    expectThrown(StandardError.DURABLE_IN_USE, () -> open(BILLING));
    now.close();
    Await.until("all are counted", () -> now.stats().droppedTotal() == 2);
    received.clear();
    Subscription next = open(BILLING);
    Delivery first = next();
    former.close();
    first.ack();
    next.close();
    received.clear();
    open(BILLING);
    expectAndAck(1, 2);
  }

  @Test
  void onceRemovedItIsForgotten() throws Exception {
    Subscription first = open(BILLING);
    expectThrown(
        StandardError.DURABLE_IN_USE, () -> bus().durableSubscriptions().remove("billing"));
    first.close();
    publish("orders:1", 0);

    assertThat(bus().durableSubscriptions().remove("billing")).isTrue();
    assertThat(bus().durableSubscriptions().remove("billing")).isFalse();
    assertThat(bus().durableSubscriptions().list()).isEmpty();
    publish("orders:1", 1);
    open(BILLING);
    publish("orders:1", 2);
    expectAndAck(2, 3);
  }

  @Test
  void aSessionThatEndsLetsGoOfIt() throws Exception {
    Session session = session("ann", SessionOptions.DEFAULT);
    session.subscribe("orders:*", BILLING, received::add);
    publish("orders:1", 0);
    next();
    session.close();
    publish("orders:1", 1);

    open(BILLING);
    expectAndAck(0, 2);
  }

  @Test
  void publishersAreRefusedWhereItHasNoRoom() throws Exception {
    open(BILLING.withCapacity(2));
    publish("orders:1", 0);
    Delivery inHand = next();

    expectRefused(Signals.rejected(bus().publish("orders:1", 1)), StandardError.OVERLOADED);
    inHand.ack();
    publishWhenThereIsRoom("orders:1", 1);
    expectAndAck(1, 2);
  }

  @Test
  void eachHasAPlaceOfItsOwn() throws Exception {
    SubscribeOptions audit = SubscribeOptions.DEFAULT.durable("audit");
    RecordingSubscriber auditor = new RecordingSubscriber();
    bus().subscribe("**", audit, auditor).close();
    open(BILLING).close();
    publish("orders:1", 0, 3);

    bus().subscribe("**", audit, auditor);
    auditor.await(3, PATIENCE);
    open(BILLING);
    expectAndAck(0, 3);
    assertThat(auditor.payloads())
        .containsExactlyElementsOf(IntStream.range(0, 3).boxed().toList());
  }
}
