package dev.pubsub.agents.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An owner that comes and goes, and followers that lose what they like. */
class SharedStateProperties {

  private enum Kind {
    PUT,
    REMOVE,
    UPDATE,
    BURST,
    JOIN,
    LEAVE,
    RESTART,
    BEAT,
    HOLD,
    RELEASE
  }

  private record Move(Kind kind, int key, int value) {}

  @Property(tries = 100)
  void everyFollowerEndsWithTheStateOfItsOwnerAndNeverShowsAnother(
      @ForAll("moves") List<Move> moves) {
    try (Stage stage = new Stage()) {
      moves.forEach(stage::make);
      stage.settle();
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, 9))
        .as(Move::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static final class Stage implements AutoCloseable {

    private final ManualTime time = new ManualTime();
    private final PubSub pubsub =
        PubSub.builder()
            .discover(false)
            .clock(time.clock())
            .scheduler(time)
            .set("pubsub.lanes", "2")
            .open();
    private final Set<StateSnapshot> had = new HashSet<>();
    private final List<Watch> watches = new ArrayList<>();
    private final List<StateOwner> owners = new ArrayList<>();
    private StateOwner owner = own(Map.of());

    void make(Move move) {
      switch (move.kind) {
        case PUT -> owner.put("k" + move.key, move.value);
        case REMOVE -> owner.remove("k" + move.key);
        case UPDATE ->
            owner.update(
                Map.of("k" + move.key, move.value, "all", move.value), Set.of("k" + move.value));
        case BURST -> burst(move);
        case JOIN -> watches.add(new Watch(pubsub, move.value));
        case LEAVE -> watches.stream().skip(move.key).findFirst().ifPresent(this::leave);
        case RESTART -> restart(move);
        case BEAT -> time.advance(StateOwner.BEAT);
        case HOLD -> watches.stream().skip(move.key).findFirst().ifPresent(Watch::hold);
        case RELEASE -> watches.forEach(Watch::release);
      }
      had.add(owner.snapshot());
    }

    private void burst(Move move) {
      for (int i = 0; i < 10; i++) {
        owner.put("k" + move.key, i);
        had.add(owner.snapshot());
      }
    }

    private void leave(Watch watch) {
      watch.release();
      watch.follower.close();
      watches.remove(watch);
    }

    private void restart(Move move) {
      if (move.value % 2 == 0) {
        owner.close();
      }
      owner = own(Map.of("k" + move.key, move.value));
    }

    private StateOwner own(Map<String, ?> values) {
      StateOwner begun = SharedState.own(pubsub.bus(), "plan", values);
      owners.add(begun);
      return begun;
    }

    void settle() {
      watches.forEach(Watch::release);
      for (Watch watch : watches) {
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(1))
            .until(() -> hasCaughtUp(watch));
        assertThat(had).containsAll(watch.seen());
      }
    }

    private boolean hasCaughtUp(Watch watch) {
      time.advance(Duration.ofMillis(500));
      return watch.follower.snapshot().equals(owner.snapshot())
          && watch.mirror().equals(owner.snapshot().values());
    }

    @Override
    public void close() {
      watches.forEach(Watch::release);
      owners.forEach(StateOwner::close);
      pubsub.close();
    }
  }

  /** A follower of small bounds that can be held up, and what it has shown. */
  private static final class Watch {

    private final Semaphore free = new Semaphore(1);
    private final List<StateSnapshot> seen = new ArrayList<>();
    private final Map<String, Object> mirror = new HashMap<>();
    private final StateFollower follower;
    private boolean held;

    Watch(PubSub pubsub, int capacity) {
      SubscribeOptions options =
          SubscribeOptions.DEFAULT.withCapacity(capacity).withOverflow(Overflow.DROP_NEWEST);
      follower = SharedState.follow(pubsub.bus(), "plan", options, this::show);
    }

    private void show(StateChange change) {
      free.acquireUninterruptibly();
      try {
        note(change);
      } finally {
        free.release();
      }
    }

    private synchronized void note(StateChange change) {
      mirror.keySet().removeAll(change.removed());
      mirror.putAll(change.put());
      if (follower != null) {
        seen.add(follower.snapshot());
      }
    }

    /** What whoever applies one change after the other has. */
    synchronized Map<String, Object> mirror() {
      return Map.copyOf(mirror);
    }

    synchronized List<StateSnapshot> seen() {
      return List.copyOf(seen);
    }

    void hold() {
      if (!held) {
        held = true;
        free.acquireUninterruptibly();
      }
    }

    void release() {
      if (held) {
        held = false;
        free.release();
      }
    }
  }
}
