package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.DropReason;
import dev.pubsub.MessageRouter.Route;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Responder;
import dev.pubsub.RoutingRule;
import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rules that publish signals once more under other topics. */
abstract class RouterRules extends BusRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  private void put(RoutingRule rule) {
    bus().router().put(rule);
  }

  private Route route(String name) {
    return bus().router().routes().stream()
        .filter(each -> each.rule().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatMatchesARuleIsPublishedOnceMoreUnderItsTarget() throws Exception {
    bus().subscribe("copy:**", received);
    put(RoutingRule.of("copies", "orders:**", "copy:{2}:{type}:{topic}"));
    Accepted original =
        Signals.accepted(
            bus()
                .publish(
                    "orders:eu:7",
                    "paid",
                    PublishOptions.ofType("payment")
                        .withKey("7")
                        .withPriority(Priority.HIGH)
                        .withHeader("lang", "de")));

    Signal copy = received.await(1, PATIENCE).get(0);
    assertThat(copy.topic()).isEqualTo("copy:eu:payment:orders:eu:7");
    assertThat(copy.payload()).isEqualTo("paid");
    assertThat(copy.type()).isEqualTo("payment");
    assertThat(copy.key()).isEqualTo("7");
    assertThat(copy.priority()).isEqualTo(Priority.HIGH);
    assertThat(copy.headers().get("lang")).contains("de");
    assertThat(copy.headers().get(ReplyHeaders.CAUSATION)).contains(original.id().toString());
    assertThat(copy.source()).isEqualTo(RoutingRule.SOURCE);
    Await.until("it is counted", () -> route("copies").stats().delivered() == 1);
  }

  @Test
  void aRuleSelectsAndTransforms() throws Exception {
    bus().subscribe("alarms", received);
    put(
        RoutingRule.of("alarms", "sensors:*", "alarms")
            .selecting(new Selection("message.priority:high", ""))
            .transforming(signal -> signal.withType("alarm").withPayload("!" + signal.payload())));
    publish("sensors:1", Priority.LOW, "warm");
    publish("sensors:2", Priority.HIGH, "hot");

    Signal alarm = received.await(1, PATIENCE).get(0);
    assertThat(alarm.payload()).isEqualTo("!hot");
    assertThat(alarm.type()).isEqualTo("alarm");
    Await.until("the other is filtered", () -> route("alarms").stats().filtered() == 1);
  }

  @Test
  void aRuleIsReplacedAndRemovedWhileItRuns() throws Exception {
    bus().subscribe("left", received);
    bus().subscribe("right", received);
    put(RoutingRule.of("way", "a", "left"));
    publish("a", 1);
    received.await(1, PATIENCE);
    put(RoutingRule.of("way", "b", "right"));
    publish("a", 2);
    publish("b", 3);
    received.await(2, PATIENCE);

    assertThat(bus().router().remove("way")).isTrue();
    assertThat(bus().router().remove("way")).isFalse();
    assertThat(publish("b", 4).matched()).isZero();
    assertThat(received.signals()).extracting(Signal::topic).containsExactly("left", "right");
    assertThat(received.payloads()).containsExactly(1, 3);
    assertThat(bus().router().routes()).isEmpty();
  }

  @Test
  void signalsCannotComeRound() {
    put(RoutingRule.of("first", "a:*", "b:{2}"));
    put(RoutingRule.of("second", "b:1", "c"));

    expectRefused(StandardError.ROUTE_LOOP, RoutingRule.of("itself", "x:**", "x:copy"));
    expectRefused(StandardError.ROUTE_LOOP, RoutingRule.of("all", "**", "audit:{topic}"));
    expectRefused(StandardError.ROUTE_LOOP, RoutingRule.of("back", "c", "a:1"));
    expectRefused(StandardError.ROUTE_LOOP, RoutingRule.of("second", "b:*", "{key}"));
    put(RoutingRule.of("on", "c", "d"));
    assertThat(bus().router().routes())
        .extracting(each -> each.rule().name())
        .containsExactly("first", "on", "second");
    assertThat(route("second").rule().target()).isEqualTo("c");
  }

  @Test
  void aRuleThatCannotBeReadIsRefused() {
    expectRefused(StandardError.BAD_PATTERN, RoutingRule.of("r", "a::b", "c"));
    expectRefused(StandardError.BAD_OPTION, RoutingRule.of("r", "a", "b:*"));
    expectRefused(StandardError.BAD_OPTION, RoutingRule.of("r", "a", "b:{size}"));
    expectRefused(
        StandardError.BAD_SELECTION,
        RoutingRule.of("r", "a", "b").selecting(new Selection("nonsense", "")));

    assertThat(bus().router().routes()).isEmpty();
    assertThat(bus().stats().subscriptions()).isEmpty();
  }

  private void expectRefused(ErrorCode code, RoutingRule rule) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, () -> put(rule));
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.getMessage()).isNotBlank();
  }

  @Test
  void whatHasNoTopicToGoToIsKeptWithTheReason() {
    put(RoutingRule.of("by key", "a", "b:{key}"));
    publish("a", "without a key");

    Await.until("it is counted", () -> !route("by key").stats().dropped().isEmpty());
    assertThat(route("by key").stats().dropped()).isEqualTo(Map.of(DropReason.REJECTED, 1L));
    assertThat(bus().deadLetters().list(10).get(0).description()).contains("BAD_TOPIC");
  }

  @Test
  void aTransformationThatThrowsIsTriedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    bus().subscribe("b", received);
    put(
        RoutingRule.of("shaky", "a", "b")
            .transforming(
                signal -> {
                  if (calls.getAndIncrement() == 0) {
                    throw new IllegalStateException("thrown on purpose");
                  }
                  return signal;
                }));
    publish("a", 1);

    received.await(1, PATIENCE);
    assertThat(calls).hasValue(2);
  }

  @Test
  void whereTheTargetHasNoRoomItIsTriedAgain() throws Exception {
    SubscribeOptions waiting = SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT);
    Held held = hold(bus(), "b", waiting);
    put(RoutingRule.of("patient", "a", "b"));
    publish("a", 1);
    Await.until("it was refused once", () -> route("patient").stats().redelivered() > 0);

    held.goOn();
    Await.until("it has come", () -> route("patient").stats().delivered() == 1);
    assertThat(held.goOn()).containsExactly(0, 1);
  }

  @Test
  void whatFindsAsMuchWaitingForARuleAsMayIsSetAside() {
    CompletableFuture<Void> entered = new CompletableFuture<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    put(
        RoutingRule.of("slow", "a", "b")
            .transforming(
                signal -> {
                  entered.complete(null);
                  goOn.join();
                  return signal;
                }));
    try {
      publish("a", 0);
      entered.join();
      int dropped = publish("a", 1, 2001);

      assertThat(dropped).isPositive();
      assertThat(route("slow").stats().dropped())
          .isEqualTo(Map.of(DropReason.DEAD_LETTERED, (long) dropped));
      assertThat(bus().deadLetters().count()).isEqualTo(dropped);
    } finally {
      goOn.complete(null);
    }
  }

  @Test
  void aQuestionThatIsRoutedIsAnsweredToWhoeverAsked() throws Exception {
    Subscription service =
        bus()
            .respond(
                "service",
                SubscribeOptions.DEFAULT,
                Responder.of(question -> "re: " + question.payload()));
    put(RoutingRule.of("calls", "ask:*", "service"));

    assertThat(
            bus()
                .request("ask:time", "what time is it?")
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .payload())
        .isEqualTo("re: what time is it?");
    service.close();
  }
}
