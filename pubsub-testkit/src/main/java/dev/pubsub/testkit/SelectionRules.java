package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.Selection;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Subscriptions that want only some of the signals that match, and change their mind. */
abstract class SelectionRules extends BusRules {

  private static final SubscribeOptions URGENT =
      SubscribeOptions.DEFAULT.selecting("message.priority:high");
  private static final SubscribeOptions OF_DEMO =
      SubscribeOptions.DEFAULT.selecting("agent.type:demo");

  private final RecordingSubscriber first = new RecordingSubscriber();
  private final RecordingSubscriber second = new RecordingSubscriber();

  @Test
  void whatIsNotSelectedIsCountedAsFilteredAndNotAsLost() throws Exception {
    Subscription open = bus().subscribe("a:*", URGENT, first);
    for (int i = 0; i < 30; i++) {
      assertThat(publish("a:b", i % 3 == 0 ? Priority.HIGH : Priority.LOW, i).matched())
          .isEqualTo(1);
    }

    first.await(10, PATIENCE);
    Await.until("all is counted", () -> open.stats().filtered() == 20);
    assertThat(first.payloads()).allMatch(each -> (int) each % 3 == 0);
    Await.until("all is counted", () -> open.stats().delivered() == 10);
    assertThat(open.stats().dropped()).isEmpty();
    assertThat(open.selection()).isEqualTo(new Selection("message.priority:high", ""));
  }

  @Test
  void headersSayOfWhatKindAnAgentIs() throws Exception {
    bus()
        .subscribe(
            "a", SubscribeOptions.DEFAULT.selecting("agent.type:demo.capability:ping"), first);
    bus().subscribe("a", SubscribeOptions.DEFAULT.selecting("agent.location:node1.*"), second);
    PublishOptions demo = PublishOptions.DEFAULT.withHeader("agent.type", "demo");
    Signals.accepted(bus().publish("a", 1, demo.withHeader("agent.capability", "ping")));
    Signals.accepted(bus().publish("a", 2, demo.withHeader("agent.capability", "echo, ping")));
    Signals.accepted(bus().publish("a", 3, demo.withHeader("agent.capability", "echo")));
    Signals.accepted(bus().publish("a", 4, demo.withHeader("agent.location", "node1.rack2")));
    Signals.accepted(bus().publish("a", 5, demo.withHeader("agent.location", "node2.rack2")));
    Signals.accepted(bus().publish("a", 6, demo.withHeader("agent.location", "node1.rack3.left")));

    first.await(2, PATIENCE);
    second.await(2, PATIENCE);
    assertThat(first.payloads()).containsExactly(1, 2);
    assertThat(second.payloads()).containsExactly(4, 6);
  }

  @Test
  void whatIsNotSelectedTakesUpNoRoomOfWhoeverIsBehind() throws Exception {
    Held held =
        hold(
            bus(),
            "a",
            OF_DEMO.withCapacity(10),
            PublishOptions.DEFAULT.withHeader("agent.type", "demo"));
    for (int i = 1; i <= 200; i++) {
      PublishOptions options =
          i % 40 == 0
              ? PublishOptions.DEFAULT.withHeader("agent.type", "demo")
              : PublishOptions.DEFAULT;
      int payload = i;
      Await.until("there is room on the lane", () -> isTaken(bus(), payload, options));
    }

    assertThat(held.goOn()).containsExactly(0, 40, 80, 120, 160, 200);
    assertThat(held.subscription().stats().filtered()).isEqualTo(195);
  }

  private static boolean isTaken(Bus bus, int payload, PublishOptions options) {
    return Signals.accepted(bus.publish("a", payload, options)).dropped() == 0;
  }

  private Held hold(Bus door, String topic, SubscribeOptions options, PublishOptions first)
      throws InterruptedException {
    return hold(door, topic, options, () -> Signals.accepted(door.publish(topic, 0, first)));
  }

  @Test
  void aSelectionIsReplacedWithoutLossOrDouble() throws Exception {
    Subscription open = bus().subscribe("a", URGENT, first);
    publish("a", Priority.HIGH, 1);
    publish("a", Priority.LOW, 2);
    open.replace("a", new Selection("message.priority:low", ""));
    publish("a", Priority.HIGH, 3);
    publish("a", Priority.LOW, 4);
    open.replace("a", Selection.ALL);
    publish("a", Priority.NORMAL, 5);

    first.await(3, PATIENCE);
    Await.until("all is counted", () -> open.stats().filtered() == 2);
    assertThat(first.payloads()).containsExactlyInAnyOrder(1, 4, 5);
    assertThat(open.selection()).isEqualTo(Selection.ALL);
    Await.until("all is counted", () -> open.stats().delivered() == 3);
  }

  @Test
  void aPatternIsReplacedWithoutLossOrDouble() throws Exception {
    Subscription open = bus().subscribe("a:*", first);
    publish("a:1", 1);
    publish("b:1", 2);
    open.replace("*:1", Selection.ALL);
    publish("a:1", 3);
    publish("b:1", 4);
    publish("a:2", 5);

    first.await(3, PATIENCE);
    awaitRest(open);
    assertThat(first.payloads()).containsExactly(1, 3, 4);
    assertThat(open.pattern()).isEqualTo("*:1");
    assertThat(bus().stats().subscriptions()).isEqualTo(Map.of("*:1", 1));
    open.close();
    assertThat(publish("a:1", 6).matched()).isZero();
    assertThat(bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void whatWaitsForThePatternThatWasReplacedIsDelivered() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT);
    publish("a", 1, 5);
    held.subscription().replace("b", Selection.ALL);
    publish("a", 5);
    publish("b", 6);

    assertThat(held.goOn()).containsExactly(0, 1, 2, 3, 4, 6);
    held.subscription().close();
    assertThat(held.subscription().stats().dropped()).isEmpty();
  }

  @Test
  void aSessionKeepsOneOrderOverWhatItReplaces() throws Exception {
    Session session = session("ann", SessionOptions.ofCapacity(1000));
    Subscription moving = session.subscribe("a", first);
    session.subscribe("c", first);
    for (int i = 0; i < 100; i++) {
      if (i == 50) {
        moving.replace("b", Selection.ALL);
      }
      publish(i % 2 == 0 ? "c" : i < 50 ? "a" : "b", i);
    }

    first.await(100, PATIENCE);
    assertThat(first.payloads()).isSorted().hasSize(100);
  }

  @Test
  void whoAcknowledgesMayReplaceButWhoIsDurableOrInAGroupMayNot() throws Exception {
    Subscription acknowledging =
        bus().subscribe("a", SubscribeOptions.DEFAULT.acknowledged(), first);
    Subscription durable =
        keepingBus().subscribe("a", SubscribeOptions.DEFAULT.durable("d"), second);
    Subscription member = bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("g"), second);
    acknowledging.replace("b", new Selection("message.priority:high", ""));
    publish("b", Priority.HIGH, 1);
    publish("b", Priority.LOW, 2);

    first.await(1, PATIENCE);
    Await.until("all is counted", () -> acknowledging.stats().filtered() == 1);
    assertThat(first.payloads()).containsExactly(1);
    for (Subscription each : List.of(durable, member)) {
      expectRefused(StandardError.BAD_OPTION, () -> each.replace("b", Selection.ALL));
      assertThat(each.pattern()).isEqualTo("a");
    }
  }

  private Bus keepingBus() {
    return keeping(10).bus();
  }

  @Test
  void aDurableSubscriptionComesBackBehindWhatItDidNotSelect() throws Exception {
    Bus bus = keepingBus();
    SubscribeOptions urgent = URGENT.durable("d");
    Subscription open = bus.subscribe("a", urgent, delivery -> delivery.ack());
    for (int i = 1; i <= 4; i++) {
      Priority priority = i == 1 ? Priority.HIGH : Priority.LOW;
      Signals.accepted(bus.publish("a", i, PublishOptions.DEFAULT.withPriority(priority)));
    }
    Await.until("all is counted", () -> open.stats().filtered() == 3);
    Await.until("it is counted", () -> open.stats().delivered() == 1);
    awaitRest(open);
    open.close();

    bus.subscribe("a", SubscribeOptions.DEFAULT.durable("d"), first);
    Signals.accepted(bus.publish("a", 5));
    first.await(1, PATIENCE);
    assertThat(first.payloads()).containsExactly(5);
  }

  @Test
  void membersOfAGroupShareWithThoseWhoSelectTheSame() throws Exception {
    bus().subscribe("a", URGENT.inGroup("g"), first);
    bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("g"), second);
    publish("a", Priority.HIGH, 1);
    publish("a", Priority.LOW, 2);

    first.await(1, PATIENCE);
    second.await(2, PATIENCE);
    assertThat(first.payloads()).containsExactly(1);
  }

  @Test
  void whatIsReplayedIsSelectedToo() throws Exception {
    Bus bus = keepingBus();
    for (int i = 0; i < 6; i++) {
      Priority priority = i % 2 == 0 ? Priority.HIGH : Priority.LOW;
      Signals.accepted(bus.publish("a", i, PublishOptions.DEFAULT.withPriority(priority)));
    }
    bus.subscribe("a", URGENT.startingAt(StartAt.last(6)), first);

    first.await(3, PATIENCE);
    assertThat(first.payloads()).containsExactly(0, 2, 4);
  }

  @Test
  void whatCannotBeReadIsRefusedAndChangesNothing() {
    Subscription open = bus().subscribe("a", URGENT, first);
    for (String bad : List.of("priority:high", "message.priority:urgent", "message.colour:red")) {
      expectRefused(
          StandardError.BAD_SELECTION,
          () -> bus().subscribe("a", SubscribeOptions.DEFAULT.selecting(bad), second));
      expectRefused(StandardError.BAD_SELECTION, () -> open.replace("b", new Selection(bad, "")));
    }
    expectRefused(StandardError.BAD_PATTERN, () -> open.replace("a::b", Selection.ALL));

    assertThat(open.pattern()).isEqualTo("a");
    assertThat(open.selection().selector()).isEqualTo("message.priority:high");
    assertThat(publish("b", 1).matched()).isZero();
  }

  @Test
  void whatIsClosedIsNotReplaced() {
    Subscription open = bus().subscribe("a", first);
    open.close();

    assertThatThrownBy(() -> open.replace("b", Selection.ALL)).isInstanceOf(PubSubException.class);
    assertThat(publish("b", 1).matched()).isZero();
    assertThat(bus().stats().subscriptions()).isEmpty();
  }

  private static void expectRefused(ErrorCode code, Runnable call) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, call::run);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.getMessage()).isNotBlank();
  }
}
