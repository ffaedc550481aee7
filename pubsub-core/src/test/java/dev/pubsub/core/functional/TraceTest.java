package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Delivery;
import dev.pubsub.Hop;
import dev.pubsub.Hop.Step;
import dev.pubsub.Overflow;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of a signal, step by step. */
final class TraceTest {

  private static final PublishOptions ONE_SECOND =
      PublishOptions.DEFAULT.withTtl(Duration.ofSeconds(1));

  private ManualBus on = new ManualBus();

  @AfterEach
  void close() {
    on.close();
  }

  private void reopen(String... settings) {
    on.close();
    on = new ManualBus(settings);
  }

  private SignalId publish(String topic, Object payload, PublishOptions options) {
    return ManualBus.accepted(on.bus.publish(topic, payload, options)).id();
  }

  private SignalId publish(String topic) {
    return publish(topic, "x", PublishOptions.DEFAULT);
  }

  /** As {@code STEP where detail}, once there are so many. */
  private List<String> steps(SignalId id, int count) {
    ManualBus.await(() -> on.bus.trace(id).size() >= count);
    return on.bus.trace(id).stream()
        .map(hop -> (hop.step() + " " + hop.where() + " " + hop.detail()).strip())
        .toList();
  }

  @Test
  void itTellsWhoHasHandledASignalAndWhoDidNotAskForIt() {
    on.bus.subscribe("a:*", new RecordingSubscriber());
    on.bus.subscribe(
        "a:b",
        SubscribeOptions.DEFAULT.selecting("message.priority:high"),
        new RecordingSubscriber());
    SignalId id = publish("a:b");

    assertThat(steps(id, 3))
        .startsWith("PUBLISHED a:b matched 2")
        .containsExactlyInAnyOrder(
            "PUBLISHED a:b matched 2", "DELIVERED a:*", "FILTERED a:b message.priority:high");
    assertThat(on.bus.trace(id)).extracting(Hop::at).containsOnly(on.time.clock().instant());
  }

  @Test
  void nothingIsKnownOfASignalThatThereNeverWas() {
    publish("a");
    assertThat(on.bus.trace(new SignalId(1, 2))).isEmpty();
  }

  @Test
  void itTellsWhyASignalWasLost() throws Exception {
    HeldSubscriber held = on.holding();
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(2), held);
    publish("a");
    held.awaitBlocked();
    SignalId late = publish("a", "late", ONE_SECOND);
    SignalId tooMany = publish("a");
    on.time.advance(Duration.ofSeconds(1));
    held.release();

    assertThat(steps(tooMany, 2)).containsExactly("PUBLISHED a matched 1", "DROPPED a overflow");
    assertThat(steps(late, 2)).containsExactly("PUBLISHED a matched 1", "DROPPED a expired");
  }

  @Test
  void itTellsWhatAnInterceptorHasTakenOut() {
    on.close();
    on =
        ManualBus.with(
            Contributions.builder().interceptor((bus, signal) -> new Decision.Drop()).build());
    on.bus.subscribe("a", new RecordingSubscriber());
    assertThat(steps(publish("a"), 1)).containsExactly("DROPPED a intercepted");
  }

  @Test
  void itTellsWhatHadToMakeRoomForAnother() throws Exception {
    HeldSubscriber held = on.holding();
    on.bus.subscribe(
        "a", SubscribeOptions.DEFAULT.withCapacity(2).withOverflow(Overflow.DROP_OLDEST), held);
    RecordingSubscriber behind = new RecordingSubscriber();
    on.bus.subscribe("b", behind);
    publish("a");
    held.awaitBlocked();
    publish("b");
    // Once others go on, it has a mailbox, where the oldest can be found.
    on.advanceUntil(() -> behind.signals().size() == 1);
    SignalId first = publish("a");
    publish("a");
    publish("a");
    assertThat(steps(first, 2)).contains("DROPPED a overflow");
  }

  @Test
  void itTellsEachAttemptAndWhereASignalEndsThatNobodyCanHandle() throws Exception {
    Deliveries deliveries = new Deliveries();
    on.bus.subscribe(
        "a",
        SubscribeOptions.DEFAULT.acknowledged(Acknowledgement.DEFAULT.withMaxAttempts(2)),
        deliveries);
    SignalId id = publish("a");
    deliveries.next().retryLater();
    on.advanceUntil(() -> !deliveries.isEmpty());
    deliveries.next().reject("no use");
    SignalId good = publish("a");
    deliveries.next().ack();

    assertThat(steps(id, 5))
        .containsExactly(
            "PUBLISHED a matched 1",
            "DELIVERED a",
            "RETRIED a the subscriber asked for another attempt",
            "DELIVERED a",
            "DROPPED a rejected");
    assertThat(steps(good, 3)).endsWith("DELIVERED a", "ACKNOWLEDGED a");
  }

  @Test
  void itTellsThatAnotherMemberOfAGroupHasTheSignalInstead() throws Exception {
    Session first = on.session("ada", 0);
    SubscribeOptions workers = SubscribeOptions.DEFAULT.inGroup("workers").acknowledged();
    Deliveries deliveries = new Deliveries();
    first.subscribe("a", workers, deliveries);
    SignalId id = publish("a");
    Delivery unsettled = deliveries.next();
    on.bus.subscribe("a", workers, Delivery::ack);
    first.close();

    assertThat(unsettled.signal().id()).isEqualTo(id);
    assertThat(steps(id, 5))
        .contains("HANDED_ON a workers", "ACKNOWLEDGED a")
        .noneMatch(step -> step.startsWith("DROPPED"));
  }

  @Test
  void itTellsWhatWentToOtherNodesAndWhatCameFromThem() {
    OtherNodes elsewhere = new OtherNodes();
    elsewhere.wanted.add("a");
    Link link = on.pubsub.gateway().link("default", elsewhere);
    SignalId out = publish("a");
    assertThat(steps(out, 2)).containsExactly("PUBLISHED a matched 3", "SENT");

    on.bus.subscribe("b", new RecordingSubscriber());
    SignalId in = new SignalId(7, 7);
    link.enter(Signal.of(in, "b", "x"), new Arrival(true, List.of(), 0));
    assertThat(steps(in, 2)).containsExactly("ARRIVED b matched 1", "DELIVERED b");
  }

  @Test
  void whatIsPublishedTogetherIsNotedToo() {
    on.bus.subscribe("a", new RecordingSubscriber());
    List<PublishResult> results =
        on.bus.publishAll(List.of(new Publication("a", 1), new Publication("a", 2)));
    assertThat(steps(ManualBus.accepted(results.get(1)).id(), 2))
        .containsExactly("PUBLISHED a matched 1", "DELIVERED a");
  }

  @Test
  void onlySoManyStepsAreNotedInASecondOfTheFirstSignalsAll() {
    reopen("pubsub.trace.rate", "3");
    on.bus.subscribe("b", new RecordingSubscriber());
    steps(publish("b"), 2);
    SignalId second = publish("a");
    SignalId third = publish("a");
    on.time.advance(Duration.ofSeconds(1));
    SignalId fourth = publish("a");

    assertThat(on.bus.trace(second)).hasSize(1);
    assertThat(on.bus.trace(third)).isEmpty();
    assertThat(on.bus.trace(fourth)).hasSize(1);
  }

  @Test
  void theOldestStepsMakeRoomForNewOnes() {
    reopen("pubsub.trace.capacity", "100", "pubsub.trace.rate", "1000");
    SignalId first = publish("a");
    SignalId second = publish("a");
    for (int i = 0; i < 99; i++) {
      publish("a");
    }
    assertThat(on.bus.trace(first)).isEmpty();
    assertThat(on.bus.trace(second)).extracting(Hop::step).containsExactly(Step.PUBLISHED);
  }

  @Test
  void withoutARateNothingIsNoted() {
    reopen("pubsub.trace.rate", "0");
    assertThat(on.bus.trace(publish("a"))).isEmpty();
  }

  @Test
  void aReplyIsNotNotedForItsAddressIsASecret() {
    on.bus.respond("q", Responder.of(question -> "yes"));
    Signal reply = on.bus.request("q", "?").join();
    assertThat(on.bus.trace(reply.id())).isEmpty();
  }

  @Test
  void norAreRepliesThatArePublishedTogether() throws Exception {
    RecordingSubscriber questions = new RecordingSubscriber();
    on.bus.subscribe("q", questions);
    var unused = on.bus.request("q", "?");
    Signal question = questions.await(1, Duration.ofSeconds(5)).get(0);
    String address = question.headers().getOrDefault(ReplyHeaders.REPLY_TO, "");

    List<PublishResult> results =
        on.bus.publishAll(List.of(new Publication(address, 1), new Publication(address, 2)));

    assertThat(results)
        .hasSize(2)
        .allSatisfy(each -> assertThat(on.bus.trace(ManualBus.accepted(each).id())).isEmpty());
  }

  @Test
  void aBusThatIsClosedTellsNothing() {
    SignalId id = publish("a");
    on.pubsub.close();
    assertThatThrownBy(() -> on.bus.trace(id)).isInstanceOf(PubSubException.class);
  }
}
