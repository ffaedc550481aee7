package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Way;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that have members on several nodes. */
final class SpreadGroupTest {

  private static final GroupId WORKERS = new GroupId("a", "workers");
  private static final SubscribeOptions IN_GROUP = SubscribeOptions.DEFAULT.inGroup("workers");

  private final ManualBus on = new ManualBus();
  private final OtherNodes elsewhere = new OtherNodes();
  private final List<Object> here = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    on.close();
  }

  private Link link(ManualBus bus) {
    return bus.pubsub.gateway().link("default", elsewhere);
  }

  private void shares(Map<String, Integer> members) {
    elsewhere.shares.put("a", List.of(new Way.Shares(WORKERS, members, true)));
  }

  private Subscription join(ManualBus bus) {
    return bus.bus.subscribe("a", IN_GROUP, delivery -> here.add(delivery.signal().payload()));
  }

  private static Signal foreign(Object payload) {
    return Signal.of(new SignalId(7, payload.hashCode()), "a", payload);
  }

  @Test
  void eachSignalReachesOneMemberWhereverItIsAsManyPerNodeAsItHasMembers() {
    shares(Map.of("b", 2, "c", 1));
    join(on);
    link(on);
    on.publish("a", 0, 4000);

    ManualBus.await(() -> here.size() + elsewhere.received.size() == 4000);
    assertThat(elsewhere.payloads()).doesNotContainAnyElementsOf(here);
    assertThat(here.size()).isBetween(850, 1150);
    long toB = elsewhere.sent.stream().filter(to -> nodes(to).equals(List.of("b"))).count();
    assertThat(toB).isBetween(1850L, 2150L);
  }

  private static List<String> nodes(Destinations to) {
    return to.chosen().stream().map(Chosen::node).toList();
  }

  @Test
  void signalsOfOneKeyGoToOneNode() {
    shares(Map.of("b", 1, "c", 1));
    join(on);
    link(on);
    for (int i = 0; i < 300; i++) {
      on.bus.publish("a", i, PublishOptions.DEFAULT.withKey("k" + i % 3));
    }

    ManualBus.await(() -> here.size() + elsewhere.received.size() == 300);
    for (int key = 0; key < 3; key++) {
      String name = "k" + key;
      long away = elsewhere.received.stream().filter(signal -> signal.key().equals(name)).count();
      assertThat(away).isIn(0L, 100L);
    }
  }

  @Test
  void whoeverElseWantsASignalHasItToo() {
    shares(Map.of("b", 1));
    elsewhere.wanted.add("a");
    on.bus.subscribe("a", delivery -> here.add(delivery.signal().payload()));
    link(on);
    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isEqualTo(3 + 1 + 1);

    ManualBus.await(() -> here.size() == 1 && elsewhere.received.size() == 1);
    assertThat(elsewhere.sent)
        .containsExactly(new Destinations(true, List.of(new Chosen(WORKERS, "b")), 0));
  }

  @Test
  void membersHereComeFirstWhereThatIsSaidAndOneOfThemHasRoom() {
    try (ManualBus near = new ManualBus("pubsub.groups.local-first", "true")) {
      shares(Map.of("b", 100));
      Subscription member =
          near.bus.subscribe(
              "a", IN_GROUP.withCapacity(10), delivery -> here.add(delivery.signal().payload()));
      link(near);
      near.publish("a", 0, 5);
      ManualBus.await(() -> here.size() == 5);
      assertThat(elsewhere.received).isEmpty();

      member.pause();
      near.publish("a", 5, 6);
      ManualBus.await(() -> elsewhere.payloads().equals(List.of(5)));
    }
  }

  @Test
  void whatArrivesForAGroupReachesItsMemberAndNobodyElse() {
    join(on);
    on.bus.subscribe("a", delivery -> here.add("everyone"));
    Link link = link(on);
    link.enter(foreign(1), new Arrival(false, List.of(WORKERS), 0));
    link.enter(foreign(2), Arrival.EVERYONE);
    link.enter(foreign(3), new Arrival(true, List.of(WORKERS), 0));

    ManualBus.await(() -> here.size() == 4);
    assertThat(here).containsExactlyInAnyOrder(1, "everyone", 3, "everyone");
  }

  @Test
  void whatWasForThisNodeAloneReachesAllHereAndNobodyElsewhere() {
    shares(Map.of("c", 100));
    elsewhere.wanted.add("a");
    join(on);
    on.bus.subscribe("a", delivery -> here.add("everyone"));
    Link link = link(on);
    link.enter(foreign(1));
    on.bus.publish("a", "last");

    ManualBus.await(() -> here.size() >= 3 && !elsewhere.received.isEmpty());
    assertThat(here).contains(1);
    assertThat(elsewhere.payloads()).containsExactly("last");
  }

  @Test
  void whatArrivesForAGroupThatHasLeftIsPassedOnAndGivenUpWhenItHasComeRoundTooOften() {
    shares(Map.of("c", 1));
    Link link = link(on);
    link.enter(foreign(1), new Arrival(true, List.of(WORKERS), 0));
    link.enter(foreign(2), new Arrival(false, List.of(WORKERS), Arrival.MAX_HOPS));

    ManualBus.await(() -> elsewhere.received.size() == 1);
    assertThat(elsewhere.sent)
        .containsExactly(new Destinations(false, List.of(new Chosen(WORKERS, "c")), 1));
    assertThat(on.bus.stats().dropped()).containsEntry(DropReason.CLOSED, 1L);
  }

  @Test
  void whatWaitsForTheLastMemberHereGoesToOneElsewhere() {
    Subscription member = join(on);
    member.pause();
    link(on);
    on.publish("a", 0, 3);
    ManualBus.await(() -> member.stats().waiting() == 3);
    shares(Map.of("b", 1));
    member.close();

    ManualBus.await(() -> elsewhere.received.size() == 3);
    // What is on the lane yet may be handed on before what was in the mailbox.
    assertThat(elsewhere.payloads()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(elsewhere.sent).allMatch(to -> !to.everyone() && nodes(to).equals(List.of("b")));
  }

  @Test
  void aPublisherIsRefusedWhereOthersMustNotLoseAnythingAndHaveNoRoom() {
    elsewhere.wanted.add("a");
    AtomicBoolean roomy = new AtomicBoolean();
    elsewhere.room = roomy::get;
    link(on);
    assertThat(ManualBus.refused(on.bus.publish("a", 1))).isEqualTo(StandardError.OVERLOADED);
    roomy.set(true);
    on.publish("a", 2, 3);

    ManualBus.await(() -> elsewhere.payloads().equals(List.of(2)));
  }

  @Test
  void aPublisherIsRefusedForThatAlsoWhereAGroupIsHereAlone() {
    elsewhere.wanted.add("a");
    elsewhere.room = () -> false;
    join(on);
    link(on);
    assertThat(ManualBus.refused(on.bus.publish("a", 1))).isEqualTo(StandardError.OVERLOADED);
  }

  @Test
  void whoAcknowledgesAndWhoIsDurableIsToldOfAlsoWhenNobodyHoldsIt() {
    link(on);
    Subscription plain = on.bus.subscribe("a", delivery -> {});
    Subscription sure =
        on.bus.subscribe("a", SubscribeOptions.DEFAULT.acknowledged(), delivery -> {});
    assertThat(elsewhere.news()).containsExactly("+a", "+a2!", "-a");
    sure.close();
    Subscription durable =
        on.bus.subscribe("a", SubscribeOptions.DEFAULT.durable("d"), delivery -> {});
    assertThat(elsewhere.news()).containsExactly("+a", "-a2!", "+a!", "-a", "+a2!", "-a!");
    plain.close();
    durable.close();
    assertThat(elsewhere.news()).containsExactly("+a!", "-a2!", "+a0!", "-a!");
    on.bus.durableSubscriptions().remove("d");
    assertThat(elsewhere.news()).containsExactly("-a0!");
  }

  @Test
  void aSubscriptionIsReadyWhenTheOthersKnowOfIt() {
    assertThat(join(on).ready()).isCompleted();
    link(on);
    Subscription subscription = join(on);
    assertThat(subscription.ready()).isNotCompleted();
    elsewhere.known.complete(null);
    assertThat(subscription.ready()).isCompleted();
  }
}
