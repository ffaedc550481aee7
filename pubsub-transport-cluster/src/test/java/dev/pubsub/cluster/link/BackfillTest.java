package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What a node that joins is told of what others kept before. */
class BackfillTest {

  private static final Duration A_WHILE = Duration.ofMillis(200);

  private final ManualTime time = new ManualTime();
  private final SimulatedNetwork network = new SimulatedNetwork(time, new Random(7));
  private final SimulatedNode a = join(new Node("a", 1));
  private final SimulatedNode b = join(new Node("b", 2));

  private SimulatedNode join(Node name) {
    SimulatedNode node = new SimulatedNode(name, network, time);
    node.repaired.add("x");
    node.open();
    return node;
  }

  private static Signal signal(int number, Object payload) {
    return Signal.of(new SignalId(number, number), "x", payload);
  }

  private static List<Object> kept(SimulatedNode node) {
    return node.kept.stream().map(Signal::payload).toList();
  }

  private CompletableFuture<Void> ask(SimulatedNode node) {
    return node.mesh.askForPast().toCompletableFuture();
  }

  @Test
  void whoeverJoinsHasOnceWhatAllOthersKeepInTheOrderOfIdentities() {
    a.kept.addAll(List.of(signal(1, 1), signal(4, 4)));
    b.kept.addAll(List.of(signal(1, 1), signal(2, 2), signal(3, 3), signal(5, 5)));
    SimulatedNode c = join(new Node("c", 3));
    CompletableFuture<Void> told = ask(c);
    assertThat(told).isNotDone();
    time.advance(A_WHILE);

    assertThat(told).isCompleted();
    assertThat(c.mesh.remember()).isEqualTo(5);
    assertThat(kept(c)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void onlyTopicsAreToldThatAreAskedFor() {
    a.kept.add(Signal.of(new SignalId(1, 1), "y", "not this"));
    a.kept.add(signal(2, "this"));
    SimulatedNode c = join(new Node("c", 3));
    assertThat(ask(c)).isNotDone();
    time.advance(A_WHILE);
    c.mesh.remember();
    assertThat(kept(c)).containsExactly("this");
  }

  @Test
  void whoHasNothingRepairedAsksNobody() {
    a.kept.add(signal(1, 1));
    SimulatedNode c = join(new Node("c", 3));
    c.repaired.clear();
    assertThat(ask(c)).isCompleted();
    time.advance(A_WHILE);
    assertThat(c.mesh.remember()).isZero();
  }

  @Test
  void whoIsAloneWaitsForNobody() {
    SimulatedNode alone =
        new SimulatedNode(new Node("alone", 9), new SimulatedNetwork(time, new Random(1)), time);
    alone.repaired.add("x");
    assertThat(ask(alone.open())).isCompleted();
  }

  @Test
  void aLongHistoryComesInManyFramesAndHoldsUpNothingElse() {
    Executor slow = task -> time.schedule(Duration.ofMillis(10), task);
    SimulatedNode archive = new SimulatedNode(new Node("archive", 4), network, time, slow).open();
    String page = "p".repeat(1000);
    for (int i = 0; i < 2000; i++) {
      archive.kept.add(signal(i, i + page));
    }
    SimulatedNode c = join(new Node("c", 3));
    c.subscribe("live");
    CompletableFuture<Void> told = ask(c);
    time.advance(Duration.ofMillis(70));
    archive.publish("live", "meanwhile");
    time.advance(Duration.ofMillis(50));
    assertThat(told).isNotDone();
    assertThat(c.entered).extracting(Signal::payload).containsExactly("meanwhile");

    time.advance(Duration.ofSeconds(1));
    assertThat(told).isCompleted();
    assertThat(c.mesh.remember()).isEqualTo(2000);
    assertThat(c.kept).isEqualTo(archive.kept);
    assertThat(archive.mesh.peers()).allMatch(peer -> peer.lost().isEmpty());
  }

  @Test
  void nobodyIsWaitedForWhoGoes() {
    SimulatedNode c = join(new Node("c", 3));
    CompletableFuture<Void> told = ask(c);
    network.cut(Set.of(c.node));
    time.advance(A_WHILE);
    assertThat(told).isCompleted();
  }

  @Test
  void whatHasComeUntilOneWaitsNoMoreIsKeptAndTheRestIsPassedOver() {
    a.kept.add(signal(1, 1));
    b.kept.add(signal(2, 2));
    SimulatedNode c = join(new Node("c", 3));
    assertThat(ask(c)).isNotDone();
    assertThat(c.mesh.remember()).isZero();
    time.advance(A_WHILE);
    assertThat(c.mesh.remember()).isZero();
    assertThat(c.mesh.refused()).isEmpty();
  }

  @Test
  void whatDoesNotTravelIsCountedAndTheRestIsTold() {
    a.kept.addAll(List.of(signal(1, 1), signal(2, 'c'), signal(3, 3)));
    SimulatedNode c = join(new Node("c", 3));
    assertThat(ask(c)).isNotDone();
    time.advance(A_WHILE);
    c.mesh.remember();
    assertThat(kept(c)).containsExactly(1, 3);
    assertThat(a.mesh.lost()).isEqualTo(Map.of("not_carried", 1L));
  }

  @Test
  void aNodeOfThePreviousVersionIsNotAskedAndHearsNothingItDoesNotUnderstand() {
    Node previous = new Node("previous", 5);
    network.lagBehind(previous);
    SimulatedNode old = join(previous);
    old.kept.add(signal(1, "not told"));
    a.kept.add(signal(2, "told"));
    time.advance(A_WHILE);
    SimulatedNode c = join(new Node("c", 3));
    CompletableFuture<Void> told = ask(c);
    time.advance(A_WHILE);

    assertThat(told).isCompleted();
    c.mesh.remember();
    assertThat(kept(c)).containsExactly("told");
    assertThat(old.mesh.refused()).isEmpty();
  }
}
