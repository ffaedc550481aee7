package dev.pubsub.agents.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedStateTest {

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub =
      PubSub.builder().discover(false).clock(time.clock()).scheduler(time).open();
  private final Bus bus = pubsub.bus();
  private final List<StateOwner> owners = new ArrayList<>();
  private final List<StateChange> changes = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    owners.forEach(StateOwner::close);
    pubsub.close();
  }

  @Test
  void whoFollowsSeesEachChange() {
    StateOwner owner = own("plan");
    follow("plan");
    await().until(() -> changes.size() == 1);

    owner.put("a", 1);
    owner.update(Map.of("b", 2, "c", 3), Set.of("a"));
    owner.remove("c");

    await().until(() -> changes.size() == 4);
    assertThat(changes)
        .containsExactly(
            new StateChange(0, Map.of(), Set.of()),
            new StateChange(1, Map.of("a", 1), Set.of()),
            new StateChange(2, Map.of("b", 2, "c", 3), Set.of("a")),
            new StateChange(3, Map.of(), Set.of("c")));
    assertThat(owner.version()).isEqualTo(3);
    assertThat(owner.get("b")).contains(2);
  }

  @Test
  void whoComesLateGetsTheWholeAndGoesOnFromThere() {
    StateOwner owner = own("plan", Map.of("a", 1));
    owner.put("b", 2);

    StateFollower follower = follow("plan");
    follower.ready().join();
    owner.put("c", 3);

    await().until(() -> follower.version() == 2);
    assertThat(follower.snapshot()).isEqualTo(owner.snapshot());
    assertThat(follower.get("a")).contains(1);
    assertThat(follower.get("z")).isEmpty();
  }

  @Test
  void whoComesBeforeTheOwnerWaitsForIt() {
    StateFollower follower = follow("plan");
    assertThat(follower.ready()).isNotDone();
    assertThat(follower.snapshot()).isEqualTo(new StateSnapshot("", -1, Map.of()));

    StateOwner owner = own("plan", Map.of("a", 1));

    assertThat(owner.version()).isZero();
    follower.ready().join();
    assertThat(follower.get("a")).contains(1);
  }

  @Test
  void whatIsPutAndRemovedAtOnceIsThere() {
    StateOwner owner = own("plan", Map.of("a", 1));

    owner.update(Map.of("a", 2), List.of("a", "b"));

    assertThat(owner.snapshot().values()).isEqualTo(Map.of("a", 2));
  }

  @Test
  void anOwnerThatComesBackBeginsAnew() {
    StateOwner first = own("plan", Map.of("a", 1, "b", 1));
    StateFollower follower = follow("plan");
    follower.ready().join();
    first.close();

    StateOwner second = own("plan", Map.of("b", 1, "c", 1));

    await().until(() -> changes.size() == 2);
    assertThat(changes.get(1)).isEqualTo(new StateChange(0, Map.of("c", 1), Set.of("a")));
    assertThat(follower.snapshot()).isEqualTo(second.snapshot());
    assertThat(refused(first.put("x", 1))).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void whoMayNotBeginLeavesNothingBehind() {
    Bus mute =
        bus.as(
            new Principal("ann"),
            given -> {
              throw new IllegalStateException("nothing fits");
            });
    assertThatThrownBy(() -> SharedState.own(mute, "plan")).hasMessage("nothing fits");
    assertThat(bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void ofTwoOwnersTheLaterOneStays() {
    StateOwner first = own("plan");
    StateOwner second = own("plan");

    await().until(() -> !first.isOpen());
    assertThat(refused(first.put("a", 1))).isEqualTo(StandardError.CLOSED);
    assertThat(second.isOpen()).isTrue();
  }

  @Test
  void aChangeThatNeverCameIsNoticedWithTheNextBeat() {
    StateOwner owner = own("plan");
    StateFollower follower = follow("plan");
    follower.ready().join();
    String epoch = owner.snapshot().epoch();
    // Stands for an owner whose changes are lost on their way: versions that nobody else heard of.
    bus.publish(
        "state.plan",
        new Word.Change(epoch, 1, Map.of("a", 1), Set.of()).payload(),
        PublishOptions.ofType("changed"));
    await().until(() -> follower.version() == 1);
    owner.put("b", 2);
    owner.put("c", 3);
    await().until(() -> follower.version() == 2);

    assertThat(follower.get("a")).contains(1);
  }

  @Test
  void aBeatIsHeardAsLongAsTheOwnerIsOpen() {
    List<String> types = new CopyOnWriteArrayList<>();
    bus.subscribe("state.plan", delivery -> types.add(delivery.signal().type()));
    StateOwner owner = own("plan");
    owner.put("a", 1);
    await().until(() -> types.size() == 3);

    for (int beats = 1; beats < 4; beats++) {
      await().until(() -> owner.version() == 1 && bus.schedule().count() == 1);
      time.advance(StateOwner.BEAT);
      int expected = 3 + beats;
      await().until(() -> types.size() == expected);
    }
    owner.close();
    time.advance(StateOwner.BEAT.multipliedBy(3));

    assertThat(types).hasSize(6);
    assertThat(types.subList(3, 6)).containsOnly("beat");
    assertThat(bus.schedule().count()).isZero();
  }

  @Test
  void aFollowerThatIsClosedStaysAsItIs() {
    StateOwner owner = own("plan", Map.of("a", 1));
    StateFollower follower = follow("plan");
    follower.ready().join();

    follower.close();
    owner.put("a", 2);

    assertThat(follower.get("a")).contains(1);
    assertThat(pubsub.bus().topics().find("state.plan").orElseThrow().subscriberCount()).isZero();
  }

  @Test
  void aListenerThatFailsMissesNothing() {
    StateOwner owner = own("plan");
    StateFollower follower =
        SharedState.follow(
            bus,
            "plan",
            change -> {
              changes.add(change);
              throw new IllegalStateException("no");
            });

    follower.ready().join();
    owner.put("a", 1);
    owner.put("a", 2);

    await().until(() -> changes.size() == 3);
    assertThat(changes).extracting(StateChange::version).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatNobodyCanReadIsLeftAlone() {
    StateOwner owner = own("plan");
    StateFollower follower = follow("plan");
    follower.ready().join();

    bus.publish("state.plan", "nonsense", PublishOptions.ofType("changed"));
    bus.publish("state.plan", Map.of("put", 1), PublishOptions.ofType("changed"));
    bus.publish("state.plan", Map.of(), PublishOptions.ofType("unheard"));
    owner.put("a", 1);

    await().until(() -> follower.version() == 1);
    assertThat(follower.snapshot()).isEqualTo(owner.snapshot());
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> SharedState.own(bus, "a*"))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_TOPIC));
    assertThatThrownBy(() -> follow("*")).isInstanceOf(PubSubException.class);
  }

  @Test
  void whereTheBusIsClosedNobodyOwnsAState() {
    StateOwner owner = own("plan");
    pubsub.close();

    assertThat(refused(owner.put("a", 1))).isEqualTo(StandardError.CLOSED);
    assertThat(owner.version()).isZero();
    assertThatThrownBy(() -> SharedState.own(bus, "plan")).isInstanceOf(PubSubException.class);
  }

  private StateOwner own(String name) {
    return own(name, Map.of());
  }

  private StateOwner own(String name, Map<String, ?> values) {
    StateOwner owner = SharedState.own(bus, name, values);
    owners.add(owner);
    return owner;
  }

  private StateFollower follow(String name) {
    return SharedState.follow(bus, name, changes::add);
  }

  private static Object refused(PublishResult result) {
    return result instanceof PublishResult.Rejected refusal ? refusal.code() : result;
  }
}
