package dev.pubsub.core.functional;

import static dev.pubsub.PublishOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Publication;
import dev.pubsub.PublishResult;
import dev.pubsub.Question;
import dev.pubsub.Responder;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Way;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bus that is connected with the same bus of other nodes. */
final class LinkTest {

  private final ManualBus on = new ManualBus();
  private final OtherNodes elsewhere = new OtherNodes();
  private final List<Object> here = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    on.close();
  }

  private Link link() {
    return on.pubsub.gateway().link("default", elsewhere);
  }

  private Subscription subscribe(String pattern) {
    return on.bus.subscribe(pattern, delivery -> here.add(delivery.signal().payload()));
  }

  private static Signal foreign(String topic, Object payload) {
    return new Signal(
        new SignalId(7, 9),
        topic,
        "greeting",
        "anna",
        "k",
        Priority.HIGH,
        Headers.NONE.with("h", "x"),
        payload,
        5,
        0);
  }

  @Test
  void whatOthersWantLeavesOnceAndInOrderWhoeverElseReceivesIt() {
    elsewhere.wanted.add("a");
    subscribe("a");
    subscribe("*");
    link();
    on.publish("a", 0, 100);
    on.publish("b", 100, 101);

    ManualBus.await(() -> here.size() == 201 && elsewhere.received.size() == 100);
    assertThat(elsewhere.payloads()).isEqualTo(numbers(100));
  }

  private static List<Object> numbers(int count) {
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  @Test
  void whoPublishesIsToldHowManySubscriptionsThereAreElsewhere() {
    elsewhere.wanted.add("a");
    link();
    PublishResult.Accepted accepted = ManualBus.accepted(on.bus.publish("a", 1));

    assertThat(accepted.matched()).isEqualTo(3);
    assertThat(ManualBus.accepted(on.bus.publish("b", 1)).matched()).isZero();
  }

  @Test
  void thoseElsewhereCountBesideAGroupThatIsHereAlone() {
    elsewhere.wanted.add("a");
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.inGroup("workers"), delivery -> {});
    on.bus.subscribe("a", delivery -> {});
    link();
    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isEqualTo(3 + 1 + 1);
  }

  @Test
  void whatCannotBeTakenAwayIsDroppedForAllWhoAreElsewhere() throws InterruptedException {
    elsewhere.wanted.add("a");
    HeldSubscriber slow = new HeldSubscriber();
    try (ManualBus narrow = new ManualBus("pubsub.session.capacity.max", "2")) {
      narrow.bus.subscribe("a", slow);
      Link link = narrow.pubsub.gateway().link("default", elsewhere);
      narrow.publish("a", 0, 2);
      slow.awaitBlocked();
      PublishResult.Accepted third = ManualBus.accepted(narrow.bus.publish("a", 2));
      assertThat(third.matched()).isEqualTo(1 + 3);
      assertThat(third.delivered()).isEqualTo(1);
      PublishResult.Accepted come = ManualBus.accepted(link.enter(foreign("a", 3)));
      assertThat(come.matched()).isEqualTo(1);
      assertThat(come.delivered()).isEqualTo(1);
      slow.release();
    }
  }

  @Test
  void whatCannotBeTakenAwayIsDroppedForAllAlsoWhereGroupsAreElsewhere()
      throws InterruptedException {
    elsewhere.wanted.add("a");
    elsewhere.shares.put(
        "a", List.of(new Way.Shares(new GroupId("a", "workers"), Map.of("b", 1), true)));
    HeldSubscriber slow = new HeldSubscriber();
    try (ManualBus narrow = new ManualBus("pubsub.session.capacity.max", "2")) {
      narrow.bus.subscribe("a", slow);
      narrow.pubsub.gateway().link("default", elsewhere);
      narrow.publish("a", 0, 2);
      slow.awaitBlocked();
      PublishResult.Accepted third = ManualBus.accepted(narrow.bus.publish("a", 2));
      assertThat(third.matched()).isEqualTo(1 + 3 + 1);
      assertThat(third.delivered()).isEqualTo(1);
      slow.release();
    }
  }

  @Test
  void whatIsOnlyKeptElsewhereGoesThereAndMatchesNobody() {
    elsewhere.wanted.add("a");
    elsewhere.takers = 0;
    link();
    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isZero();
    ManualBus.await(() -> elsewhere.received.size() == 1);
  }

  @Test
  void theyAreAskedAgainOnceTheyWantOtherTopics() {
    Link link = link();
    on.publish("a", 0, 1);
    elsewhere.wanted.add("a");
    on.publish("a", 1, 2);
    link.reroute();
    on.publish("a", 2, 3);
    elsewhere.wanted.remove("a");
    link.reroute();
    on.publish("a", 3, 4);
    elsewhere.wanted.add("b");
    on.publish("b", 4, 5);

    ManualBus.await(() -> elsewhere.received.size() == 2);
    assertThat(elsewhere.payloads()).containsExactly(2, 4);
  }

  @Test
  void whatComesInKeepsWhatItIsAndDoesNotGoOutAgain() throws InterruptedException {
    elsewhere.wanted.add("a");
    Deliveries received = new Deliveries();
    on.bus.subscribe("a", SubscribeOptions.DEFAULT, received);
    Link link = link();
    Signal signal = foreign("a", 1);
    PublishResult.Accepted accepted = ManualBus.accepted(link.enter(signal));
    on.publish("a", 2, 3);

    assertThat(accepted.id()).isEqualTo(signal.id());
    assertThat(accepted.matched()).isEqualTo(1);
    assertThat(received.next().signal()).isEqualTo(signal);
    assertThat(received.next().signal().payload()).isEqualTo(2);
    ManualBus.await(() -> elsewhere.received.size() == 1);
    assertThat(elsewhere.payloads()).containsExactly(2);
  }

  @Test
  void whatComesInIsKeptWhereItsTopicIs() {
    try (ManualBus keeping = new ManualBus("pubsub.history", "a=10")) {
      Link link = keeping.pubsub.gateway().link("default", elsewhere);
      link.enter(foreign("a", 1));

      assertThat(keeping.bus.history("a", StartAt.last(10), 10).entries())
          .extracting(kept -> kept.signal().payload())
          .containsExactly(1);
    }
  }

  @Test
  void whatCannotComeInIsRefusedAndCounted() {
    Link link = link();
    assertThat(ManualBus.refused(link.enter(foreign("a::b", 1))))
        .isEqualTo(StandardError.BAD_TOPIC);
    assertThat(on.bus.stats().rejected()).isEqualTo(1);
  }

  @Test
  void theyAreToldOfTheFirstSubscriptionToAPatternAndOfTheLast() {
    Subscription early = subscribe("a:*");
    link();
    assertThat(elsewhere.news()).containsExactly("+a:*");

    Subscription one = subscribe("b");
    Subscription two = subscribe("b");
    Subscription member =
        on.bus.subscribe("b", SubscribeOptions.DEFAULT.inGroup("g"), delivery -> {});
    assertThat(elsewhere.news()).containsExactly("+b", "+b2", "-b", "+b/g");
    one.close();
    assertThat(elsewhere.news()).containsExactly("+b", "-b2");
    member.close();
    assertThat(elsewhere.news()).containsExactly("-b/g");
    two.replace("c", two.selection());
    assertThat(elsewhere.news()).containsExactly("-b", "+c");
    two.close();
    early.close();
    assertThat(elsewhere.news()).containsExactly("-c", "-a:*");
  }

  @Test
  void whoIsSubscribedIsKnownByNode() {
    elsewhere.wanted.add("a");
    subscribe("a");
    subscribe("a*");
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.inGroup("g"), delivery -> {});
    link();

    assertThat(on.bus.subscribers("a")).isEqualTo(Map.of("local", 3, "b", 3));
    assertThat(on.bus.subscribers("a", 0, 9)).hasSize(3);
    assertThat(on.bus.subscribers("x:y")).isEmpty();
    assertThatThrownBy(() -> on.bus.subscribers("a*"))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_TOPIC));
  }

  @Test
  void aHistoryThatIsToBeWholeIsToldOfThoughNobodySubscribes() {
    try (ManualBus keeping =
        new ManualBus("pubsub.history", "a:*=10", "pubsub.history.repair", "a:*, b")) {
      keeping.pubsub.gateway().link("default", elsewhere);
      assertThat(elsewhere.news()).containsExactlyInAnyOrder("+a:*0!", "+b0!");
    }
  }

  @Test
  void aLinkThatIsClosedTakesAndBringsNothingAndLeavesRoomForAnother() {
    elsewhere.wanted.add("a");
    Link link = link();
    assertThatThrownBy(this::link)
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
    link.close();
    link.close();
    subscribe("b");

    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isZero();
    assertThat(ManualBus.refused(link.enter(foreign("a", 1)))).isEqualTo(StandardError.CLOSED);
    assertThat(elsewhere.news()).isEmpty();

    try (Link second = link()) {
      link.close();
      on.publish("a", 2, 3);
      ManualBus.await(() -> elsewhere.payloads().equals(List.of(2)));
      assertThat(elsewhere.news()).containsExactly("+b");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anOutletThatThrowsWhereItIsAskedHarmsNobody() {
    elsewhere.broken = true;
    link();
    subscribe("a");
    on.publish("a", 0, 1);

    ManualBus.await(() -> here.size() == 1);
    assertThat(elsewhere.received).isEmpty();
  }

  @Test
  void whatIsForOneNodeGoesThereAloneAndIsNotKeptHere() {
    elsewhere.wanted.add("a");
    subscribe("a");
    link();
    assertThat(ManualBus.accepted(on.bus.publish("a", 1, DEFAULT.toNode("b"))).matched())
        .isEqualTo(1);
    assertThat(ManualBus.refused(on.bus.publish("a", 2, DEFAULT.toNode("c"))))
        .isEqualTo(StandardError.NODE_NOT_FOUND);
    on.bus.publish("a", 3, DEFAULT.staying());
    on.bus.publish("a", 4, DEFAULT.toNode("local"));
    on.bus.publishAll(
        List.of(
            new Publication("a", 5, DEFAULT.staying()),
            new Publication("a", 6, DEFAULT.staying())));

    ManualBus.await(() -> here.size() == 4 && elsewhere.received.size() == 1);
    assertThat(here).containsExactly(3, 4, 5, 6);
    assertThat(elsewhere.payloads()).containsExactly(1);
    assertThat(elsewhere.received.get(0).headers().get(NodeHeaders.TO)).hasValue("b");
  }

  @Test
  void whatHasArrivedWhereItWasToGoDoesNotSayWhereAnyMore() throws InterruptedException {
    Deliveries received = new Deliveries();
    on.bus.subscribe("a", SubscribeOptions.DEFAULT, received);
    Link link = link();
    Signal signal = foreign("a", 1);
    link.enter(signal.withHeaders(signal.headers().with(NodeHeaders.TO, "whoever")));

    assertThat(received.next().signal()).isEqualTo(signal);
  }

  @Test
  void aQuestionIsAnsweredByAnotherNode() {
    elsewhere.wanted.add("q");
    Link link = link();
    CompletableFuture<Signal> reply = on.bus.request("q", "how");
    ManualBus.await(() -> elsewhere.received.size() == 1);
    Headers question = elsewhere.received.get(0).headers();
    String inbox = question.get(ReplyHeaders.REPLY_TO).orElseThrow();
    Headers headers =
        Headers.of(ReplyHeaders.REPLY, Reply.Kind.LAST.word())
            .with(ReplyHeaders.CORRELATION, question.get(ReplyHeaders.CORRELATION).orElseThrow());
    link.enter(Signal.of(new SignalId(8, 8), inbox, "so").withHeaders(headers));

    ManualBus.await(reply::isDone);
    assertThat(reply.join().payload()).isEqualTo("so");
    assertThat(elsewhere.own)
        .hasSize(2)
        .anyMatch(pattern -> TopicPattern.parse(pattern, TopicSyntax.COLON).matches(inbox));
  }

  @Test
  void theReplyToAQuestionOfAnotherNodeGoesThere() {
    on.bus.respond("q", Responder.of(question -> "so"));
    Link link = link();
    String inbox = "$sys:inbox:elsewhere:1";
    elsewhere.wanted.add(inbox);
    link.enter(
        Signal.of(new SignalId(8, 8), "q", "how")
            .withHeaders(
                Headers.of(ReplyHeaders.REPLY_TO, inbox).with(ReplyHeaders.CORRELATION, "c")));

    ManualBus.await(() -> elsewhere.received.size() == 1);
    assertThat(elsewhere.received.get(0).topic()).isEqualTo(inbox);
    assertThat(elsewhere.received.get(0).payload()).isEqualTo("so");
    assertThat(ManualBus.refused(on.bus.publish("$sys:inbox:nobody:1", "x")))
        .isEqualTo(StandardError.BAD_TOPIC);
  }

  @Test
  void whatAnotherNodeDoesNotWaitForAnyMoreIsCancelledHere() {
    List<Question> asked = new CopyOnWriteArrayList<>();
    on.bus.respond("q", asked::add);
    Link link = link();
    link.enter(
        Signal.of(new SignalId(8, 8), "q", "how")
            .withHeaders(
                Headers.of(ReplyHeaders.REPLY_TO, "$sys:inbox:elsewhere:1")
                    .with(ReplyHeaders.CORRELATION, "c")));
    ManualBus.await(() -> asked.size() == 1);
    link.enter(
        Signal.of(new SignalId(8, 9), ReplyHeaders.CANCELLED_TOPIC, "c")
            .withHeaders(Headers.of(ReplyHeaders.CORRELATION, "c")));

    assertThat(asked.get(0).isCancelled()).isTrue();
  }

  @Test
  void anIndexFindsWhatMatches() {
    PatternIndex<String> index = on.pubsub.gateway().index("default");
    TopicPattern pattern = TopicPattern.parse("a:*", TopicSyntax.COLON);
    index.obtain(pattern, text -> "value of " + text);

    assertThat(index.match("a:b")).containsExactly("value of a:*");
    index.remove(pattern);
    assertThat(index.match("a:b")).isEmpty();
  }
}
