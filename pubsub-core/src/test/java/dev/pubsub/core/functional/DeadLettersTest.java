package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.DeadLetters;
import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.Overflow;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Working with what was set aside. */
final class DeadLettersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final SubscribeOptions ACKED = SubscribeOptions.DEFAULT.acknowledged();

  private final ManualBus on = new ManualBus();
  private final DeadLetters dead = on.bus.deadLetters();
  private final Deliveries received = new Deliveries();

  @AfterEach
  void close() {
    on.close();
  }

  /** One dead letter of a subscription to {@code room:*} that stays open. */
  private Subscription setAside(String topic, int number) throws InterruptedException {
    Subscription subscription = on.bus.subscribe("room:*", ACKED, received);
    on.publish(topic, number, number + 1);
    received.next().reject("poison");
    return subscription;
  }

  private static void expectRefused(PublishResult result, ErrorCode code) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Rejected.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void theOldestMakeRoomWhereTheyTakeUpTooMuch() throws Exception {
    try (ManualBus small = new ManualBus("pubsub.deadletters.max-bytes", "3KB")) {
      small.bus.subscribe("room:*", ACKED, received);
      for (int i = 0; i < 5; i++) {
        small.bus.publish("room:1", new byte[i == 4 ? 5000 : 1000]);
        received.next().reject("poison");
        assertThat(small.bus.deadLetters().count()).isEqualTo(i == 4 ? 1 : Math.min(i + 1, 2));
      }

      assertThat(small.bus.deadLetters().list(10)).extracting(DeadLetter::id).containsExactly(5L);
      assertThat(small.bus.deadLetters().forgotten()).isEqualTo(4);
    }
  }

  @Test
  void itIsRedrivenToTheSubscriptionThatItWasForAndToNobodyElse() throws Exception {
    RecordingSubscriber other = new RecordingSubscriber();
    RecordingSubscriber samePattern = new RecordingSubscriber();
    on.bus.subscribe("room:1", other);
    on.bus.subscribe("room:*", samePattern);
    Subscription healed = setAside("room:1", 7);
    DeadLetter letter = dead.list(1).get(0);

    assertThat(ManualBus.accepted(dead.redrive(letter.id())).matched()).isEqualTo(1);
    var again = received.next();
    assertThat(again.signal()).isEqualTo(letter.signal());
    assertThat(again.attempt()).isEqualTo(1);
    again.ack();

    assertThat(dead.count()).isZero();
    assertThat(healed.stats().delivered()).isEqualTo(1);
    other.await(1, PATIENCE);
    samePattern.await(1, PATIENCE);
    expectRefused(dead.redrive(letter.id()), StandardError.DEAD_LETTER_NOT_FOUND);
  }

  /** A member of a group that has 0 in its hands and no room for 1, which is set aside. */
  private HeldSubscriber fullMember(Overflow policy) throws InterruptedException {
    HeldSubscriber member = on.holding();
    on.bus.subscribe(
        "room:*",
        SubscribeOptions.DEFAULT.inGroup("g").withCapacity(1).withOverflow(policy),
        member);
    on.publish("room:1", 0, 1);
    member.awaitBlocked();
    on.publish("room:1", 1, 2);
    return member;
  }

  @Test
  void itIsRedrivenToTheMemberOfAGroupThatItWasFor() throws Exception {
    RecordingSubscriber alone = new RecordingSubscriber();
    on.bus.subscribe("room:*", alone);
    HeldSubscriber member = fullMember(Overflow.DEAD_LETTER);
    long id = dead.list(1).get(0).id();

    expectRefused(dead.redrive(id), StandardError.OVERLOADED);
    assertThat(dead.find(id)).isPresent();
    assertThat(dead.count()).isEqualTo(1);
    member.release();
    ManualBus.await(() -> dead.redrive(id) instanceof PublishResult.Accepted);
    ManualBus.await(() -> member.payloads().size() == 2);
    alone.await(2, PATIENCE);
    assertThat(alone.payloads()).containsExactly(0, 1);
  }

  @Test
  void itIsRedrivenToAnotherOfTheGroupWhenTheMemberHasLeftAndToNobodyElse() throws Exception {
    RecordingSubscriber alone = new RecordingSubscriber();
    on.bus.subscribe("room:*", alone);
    Session session = on.session("ann", 0);
    HeldSubscriber member = on.holding();
    SubscribeOptions inGroup = SubscribeOptions.DEFAULT.inGroup("g");
    Subscription left =
        on.bus.subscribe(
            "room:*", inGroup.withCapacity(1).withOverflow(Overflow.DEAD_LETTER), member);
    on.publish("room:1", 0, 1);
    member.awaitBlocked();
    on.publish("room:1", 1, 2);
    long id = dead.list(1).get(0).id();
    left.close();

    expectRefused(dead.redrive(id), StandardError.NOBODY_SUBSCRIBED);
    RecordingSubscriber successor = new RecordingSubscriber();
    session.subscribe("room:*", inGroup, successor);
    assertThat(ManualBus.accepted(dead.redrive(id)).matched()).isEqualTo(1);
    on.advanceUntil(() -> successor.payloads().size() == 1);
    alone.await(2, PATIENCE);
    assertThat(alone.payloads()).containsExactly(0, 1);
  }

  @Test
  void itIsRedrivenToTheSuccessorsOfASubscriptionThatIsClosed() throws Exception {
    setAside("room:1", 7).close();
    long id = dead.list(1).get(0).id();
    RecordingSubscriber other = new RecordingSubscriber();
    on.bus.subscribe("room:1", other);

    expectRefused(dead.redrive(id), StandardError.NOBODY_SUBSCRIBED);
    assertThat(dead.find(id)).isPresent();
    RecordingSubscriber successor = new RecordingSubscriber();
    on.bus.subscribe("room:*", successor);
    ManualBus.accepted(dead.redrive(id));
    successor.await(1, PATIENCE);
    assertThat(other.payloads()).isEmpty();
    assertThat(dead.find(id)).isEmpty();
  }

  @Test
  void itIsKeptWhenThereIsNoRoomForIt() throws Exception {
    HeldSubscriber held = on.holding();
    Subscription subscription =
        on.bus.subscribe(
            "a", SubscribeOptions.DEFAULT.withCapacity(2).withOverflow(Overflow.DEAD_LETTER), held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    on.publish("a", 1, 4);

    assertThat(dead.redriveAll(DeadLetters.ALL)).isZero();
    expectRefused(dead.redrive(dead.list(1).get(0).id()), StandardError.OVERLOADED);
    assertThat(dead.list(5)).extracting(letter -> letter.signal().payload()).containsExactly(3, 2);
    held.release();
    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(dead.redriveAll(DeadLetters.ALL)).isEqualTo(2);
    ManualBus.await(() -> subscription.stats().delivered() == 4);
    assertThat(held.payloads()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatIsStillPoisonComesBackUnderAnotherId() throws Exception {
    setAside("room:1", 7);
    long first = dead.list(1).get(0).id();
    assertThat(dead.redriveAll("room:*")).isEqualTo(1);
    received.next().reject("still poison");

    assertThat(dead.list(9)).hasSize(1).allMatch(letter -> letter.id() > first);
  }

  @Test
  void theyAreListedPageByPageAndByTopic() throws Exception {
    on.bus.subscribe("**", ACKED, received);
    for (String topic : List.of("a:1", "b:1", "a:2")) {
      on.publish(topic, 0, 1);
      received.next().reject("no");
    }
    List<DeadLetter> page = dead.list("a:*", 0, 1);

    assertThat(topics(page)).containsExactly("a:2");
    assertThat(topics(dead.list("a:*", page.get(0).id(), 1))).containsExactly("a:1");
    assertThat(topics(dead.list(9))).containsExactly("a:2", "b:1", "a:1");
    assertThatThrownBy(() -> dead.list(0)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> dead.list("a", -1, 1)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> dead.list("a**", 0, 1)).isInstanceOf(PubSubException.class);
  }

  private static List<String> topics(List<DeadLetter> letters) {
    return letters.stream().map(letter -> letter.signal().topic()).toList();
  }

  @Test
  void theyArePurgedOneByOneAndByTopic() throws Exception {
    on.bus.subscribe("**", ACKED, received);
    for (String topic : List.of("a:1", "b:1", "a:2")) {
      on.publish(topic, 0, 1);
      received.next().reject("no");
    }
    long newest = dead.list(1).get(0).id();

    assertThat(dead.purge(newest)).isTrue();
    assertThat(dead.purge(newest)).isFalse();
    assertThat(dead.purgeAll("a:*")).isEqualTo(1);
    assertThat(topics(dead.list(9))).containsExactly("b:1");
    assertThat(dead.count()).isEqualTo(1);
    assertThat(dead.forgotten()).isZero();
  }

  @Test
  void aSessionThatIsClosedRedrivesNothing() throws Exception {
    setAside("room:1", 7);
    Session session = on.session("ann", 10);
    session.close();

    assertThatThrownBy(() -> session.deadLetters().redrive(1)).isInstanceOf(PubSubException.class);
    assertThat(dead.count()).isEqualTo(1);
  }
}
