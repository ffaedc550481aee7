package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Way;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeshTest {

  private static final Duration A_WHILE = Duration.ofMillis(200);

  private final ManualTime time = new ManualTime();
  private final SimulatedNetwork network = new SimulatedNetwork(time, new Random(7));
  private final SimulatedNode a = open("a", 1);
  private final SimulatedNode b = open("b", 2);
  private final SimulatedNode c = open("c", 3);

  private SimulatedNode open(String name, long life) {
    SimulatedNode node = new SimulatedNode(new Node(name, life), network, time).open();
    time.advance(A_WHILE);
    return node;
  }

  private void subscribe(SimulatedNode node, String... patterns) {
    List.of(patterns).forEach(node::subscribe);
    time.advance(A_WHILE);
  }

  private static List<Object> payloads(SimulatedNode node) {
    return node.entered.stream().map(Signal::payload).toList();
  }

  private static PeerStats stats(SimulatedNode node, SimulatedNode of) {
    return node.mesh.peers().stream()
        .filter(peer -> peer.node().equals(of.node.name()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSignalGoesOnceToEachNodeThatWantsItWhateverThePatterns() {
    subscribe(b, "x:*", "x:y", "**");
    subscribe(c, "x:y");
    a.publish("x:y", "one");
    time.advance(A_WHILE);
    assertThat(payloads(b)).containsExactly("one");
    assertThat(payloads(c)).containsExactly("one");
    assertThat(payloads(a)).isEmpty();
  }

  @Test
  void thoseWhoSubscribeOnNodesThatAreThereAreCounted() {
    b.link.demand(new Demand("x", "", 3, false), true);
    b.link.demand(new Demand("*", "", 0, true), true);
    c.link.demand(new Demand("*", "", 2, true), true);
    time.advance(A_WHILE);
    assertThat(a.link.way("x").takers()).isEqualTo(5);
    assertThat(a.link.way("y").takers()).isEqualTo(2);
    assertThat(a.link.subscribers("y")).isEqualTo(Map.of("c", 2));
    network.cut(Set.of(c.node));
    time.advance(A_WHILE);
    assertThat(a.link.way("y").takers()).isZero();
    assertThat(a.link.way("y").wanted()).isTrue();
  }

  @Test
  void whoeverIsSentSomethingIsAskedAtTimesWhetherItReadsAndSaysSo() {
    subscribe(b, "x");
    int there = network.carried(a.node, b.node);
    int back = network.carried(b.node, a.node);
    a.publish("x", 1);
    time.advance(A_WHILE);
    assertThat(network.carried(a.node, b.node)).as("a signal and a question").isEqualTo(there + 2);
    assertThat(network.carried(b.node, a.node)).as("an answer").isEqualTo(back + 1);
    a.publish("x", 2);
    time.advance(Duration.ofMillis(20));
    assertThat(network.carried(a.node, b.node)).as("one more signal").isEqualTo(there + 3);
  }

  @Test
  void whatNobodyElsewhereWantsPutsNothingOnTheWay() {
    subscribe(b, "x");
    int before = network.carried(a.node, c.node);
    a.publish("x", "for b");
    a.publish("y", "for nobody");
    time.advance(Duration.ofMillis(20));
    assertThat(stats(a, b).sent()).isEqualTo(1);
    assertThat(stats(a, c).sent()).isZero();
    assertThat(network.carried(a.node, c.node)).isEqualTo(before);
  }

  @Test
  void aLaneWritesToAFewNodesItselfAndLeavesMoreToTheirThreads() {
    Held threads = new Held();
    SimulatedNode lane = new SimulatedNode(new Node("lane", 5), network, time, threads).open();
    SimulatedNode d = open("d", 4);
    List.of(a, b, c).forEach(node -> subscribe(node, "few", "more"));
    subscribe(d, "more");
    lane.publish("more", 0);
    time.advance(A_WHILE);
    // By now all have said that they read at once.

    threads.hold = true;
    lane.publish("few", 1);
    assertThat(threads.waiting).isEmpty();
    threads.hold = false;
    time.advance(A_WHILE);
    assertThat(List.of(a, b, c)).allSatisfy(node -> assertThat(payloads(node)).endsWith(1));

    threads.hold = true;
    lane.publish("more", 2);
    assertThat(threads.waiting).as("a thread for each").hasSize(4);
    threads.hold = false;
    time.advance(A_WHILE);
    assertThat(payloads(d)).containsExactly(0);
    threads.waiting.forEach(Runnable::run);
    time.advance(A_WHILE);
    assertThat(List.of(a, b, c, d)).allSatisfy(node -> assertThat(payloads(node)).endsWith(2));
  }

  /** Threads that can be kept from beginning. */
  private static final class Held implements Executor {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean hold;

    @Override
    public void execute(Runnable task) {
      if (hold) {
        waiting.add(task);
      } else {
        task.run();
      }
    }
  }

  @Test
  void theOrderOfAPublisherIsKept() {
    subscribe(b, "x");
    IntStream.range(0, 200).forEach(i -> a.publish("x", i));
    time.advance(Duration.ofSeconds(5));
    assertThat(payloads(b))
        .containsExactlyElementsOf(IntStream.range(0, 200).<Object>mapToObj(i -> i).toList());
    assertThat(stats(b, a).received()).isEqualTo(200);
  }

  @Test
  void whoComesLateIsToldEverythingAndWhoGoesIsForgotten() {
    subscribe(a, "x:*", "y");
    SimulatedNode late = open("d", 4);
    assertThat(late.known(a)).containsExactlyInAnyOrder("x:*", "y");
    subscribe(late, "z");
    assertThat(a.wants("z")).isTrue();
    late.close();
    time.advance(A_WHILE);
    assertThat(a.wants("z")).isFalse();
    assertThat(a.mesh.peers()).extracting(PeerStats::node).containsExactly("b", "c");
  }

  @Test
  void aNodeThatStartsAgainUnderItsNameIsAnother() {
    subscribe(c, "x");
    c.close();
    SimulatedNode again = open("c", 33);
    assertThat(a.wants("x")).isFalse();
    subscribe(again, "y");
    assertThat(a.known(again)).containsExactly("y");
  }

  @Test
  void eachSideOfACutGoesOnAndInterestIsWholeAfterIt() {
    subscribe(a, "x");
    network.cut(Set.of(a.node));
    time.advance(A_WHILE);
    subscribe(a, "y");
    subscribe(b, "z");
    assertThat(b.wants("x")).isFalse();
    assertThat(c.known(b)).contains("z");
    network.heal();
    time.advance(A_WHILE);
    assertThat(b.known(a)).containsExactlyInAnyOrder("x", "y");
    assertThat(a.known(b)).containsExactly("z");
  }

  @Test
  void whoWasFrozenIsWholeAgain() {
    subscribe(a, "x");
    network.freeze(a.node);
    time.advance(A_WHILE);
    subscribe(b, "y");
    assertThat(b.wants("x")).isFalse();
    assertThat(a.known(b)).isEmpty();
    network.heal();
    time.advance(A_WHILE);
    assertThat(b.known(a)).containsExactly("x");
    assertThat(a.known(b)).containsExactly("y");
  }

  @Test
  void aChangeThatIsTakenBackAtOnceIsNotTold() {
    int before = network.carried(a.node, b.node);
    a.subscribe("x");
    a.unsubscribe("x");
    time.advance(Duration.ofMillis(100));
    assertThat(network.carried(a.node, b.node)).isEqualTo(before);
  }

  @Test
  void thousandsOfPatternsComeInParts() {
    IntStream.range(0, 3500).forEach(i -> a.subscribe("t:" + i));
    time.advance(Duration.ofSeconds(1));
    assertThat(b.known(a)).hasSize(3500);
    SimulatedNode late = open("d", 4);
    time.advance(Duration.ofSeconds(1));
    assertThat(late.known(a)).isEqualTo(a.patterns);
    assertThat(stats(late, a).patterns()).isEqualTo(3500);
  }

  @Test
  void mailOfAgentsIsNotAskedFor() {
    subscribe(a, "agent.direct.*", "agent.direct.x", "agent.events");
    assertThat(b.known(a)).containsExactly("agent.events");
  }

  @Test
  void norIsItOverheardByThoseWhoHearEverything() {
    subscribe(b, "**");
    time.advance(A_WHILE);
    a.publish("agent.direct.x", "mail");
    a.publish("room:1", "talk");
    time.advance(A_WHILE);
    assertThat(b.entered).extracting(Signal::topic).containsExactly("room:1");
  }

  @Test
  void twoWaysToWriteAPatternAreOneUntilBothAreGone() {
    subscribe(a, "x:**", "x:**:**");
    a.unsubscribe("x:**");
    time.advance(A_WHILE);
    assertThat(b.wants("x:y")).isTrue();
    a.unsubscribe("x:**:**");
    time.advance(A_WHILE);
    assertThat(b.wants("x:y")).isFalse();
  }

  @Test
  void whatIsNotCarriedIsCounted() {
    subscribe(b, "x");
    a.publish("x", 'n');
    a.publish("x", "yes");
    time.advance(A_WHILE);
    assertThat(payloads(b)).containsExactly("yes");
    assertThat(a.mesh.lost()).isEqualTo(Map.of("not_carried", 1L));
  }

  @Test
  void whatIsNotUnderstoodIsCounted() {
    byte[] later = {Frames.HIGHEST + 1, 1};
    byte[] broken = {Frames.LOWEST, 99};
    byte[] elsewhere = Frames.write(new Frame.Wanted("no such bus"));
    a.mesh.frame(b.node, later, 0, later.length);
    a.mesh.frame(b.node, broken, 0, broken.length);
    a.mesh.frame(b.node, elsewhere, 0, elsewhere.length);
    byte[] stranger = Frames.write(new Frame.Wanted("default"));
    a.mesh.frame(new Node("stranger", 9), stranger, 0, stranger.length);
    FrameWriter signals = Frames.beginSignals("default", 1);
    Frames.addSignal(signals, new byte[] {1}, new byte[3]);
    a.mesh.frame(b.node, signals.toBytes(), 0, signals.size());
    assertThat(a.mesh.refused())
        .isEqualTo(
            Map.of("unknown_version", 1L, "malformed", 2L, "unknown_set", 1L, "unknown_node", 1L));
  }

  private static final GroupId WORKERS = new GroupId("x", "workers");

  @Test
  void aGroupIsKnownWithTheMembersOfEachNodeAndItsSignalsGoWhereTheyAreSent() {
    b.link.demand(new Demand("x", "workers", 2, false), true);
    c.link.demand(new Demand("x", "workers", 1, false), true);
    subscribe(c, "x");
    assertThat(a.link.way("x").groups())
        .containsExactly(new Way.Shares(WORKERS, Map.of("b", 2, "c", 1), true));

    a.publish("x", "b", new Destinations(true, List.of(new Chosen(WORKERS, "b")), 0));
    a.publish("x", "c", new Destinations(true, List.of(new Chosen(WORKERS, "c")), 0));
    time.advance(A_WHILE);
    assertThat(b.arrivals).containsExactly(new Arrival(false, List.of(WORKERS), 0));
    assertThat(c.arrivals)
        .containsExactly(Arrival.EVERYONE, new Arrival(true, List.of(WORKERS), 0));
  }

  @Test
  void whatWasForAMemberWhoseNodeHasGoneIsPassedOn() {
    subscribe(b, "x");
    a.publish("x", 1, new Destinations(false, List.of(new Chosen(WORKERS, "gone")), 2));
    assertThat(a.passedOn).containsExactly("1 3");

    b.link.demand(new Demand("x", "workers", 1, true), true);
    time.advance(A_WHILE);
    b.full.add("x");
    a.publish("x", 2, new Destinations(false, List.of(new Chosen(WORKERS, "b")), 0));
    time.advance(A_WHILE);
    assertThat(stats(a, b).pending()).isEqualTo(1);
    a.link.demand(new Demand("x", "workers", 1, true), true);
    network.cut(Set.of(a.node));
    time.advance(A_WHILE);
    assertThat(payloads(a)).containsExactly(1, 2);
    network.heal();
    b.full.clear();
    time.advance(Duration.ofSeconds(5));
    assertThat(payloads(b)).isEmpty();
    assertThat(stats(a, b).pending()).isZero();
  }

  private void assure(SimulatedNode node, String pattern) {
    node.link.demand(new Demand(pattern, "", 1, true), true);
    time.advance(A_WHILE);
  }

  @Test
  void whatMustNotBeMissedWaitsForANodeThatIsAwayAndIsGivenUpInTheEnd() {
    assure(b, "x");
    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    a.publish("x", 1);
    a.publish("y", 2);
    assertThat(stats(a, b).away()).isTrue();
    assertThat(stats(a, b).pending()).isEqualTo(1);
    network.heal();
    time.advance(A_WHILE);
    assertThat(payloads(b)).containsExactly(1);

    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    a.publish("x", 3);
    time.advance(Duration.ofSeconds(40));
    assertThat(a.mesh.peers()).extracting(PeerStats::node).containsExactly("c");
    assertThat(a.link.way("x").leadsOut()).isFalse();
    network.heal();
    time.advance(Duration.ofSeconds(5));
    a.publish("x", 4);
    time.advance(A_WHILE);
    assertThat(payloads(b)).containsExactly(1, 4);
  }

  @Test
  void aNodeThatSaysGoodbyeIsNotExpectedBack() {
    assure(b, "x");
    b.mesh.sayGoodbye();
    time.advance(A_WHILE);
    b.close();
    time.advance(A_WHILE);
    assertThat(a.mesh.peers()).extracting(PeerStats::node).containsExactly("c");
  }

  @Test
  void thereIsNoRoomWhileTooMuchWaitsToArrive() {
    assure(b, "x");
    b.full.add("x");
    int published = 0;
    for (; a.link.way("x").room().getAsBoolean(); published++) {
      a.publish("x", "a".repeat(10_000) + published);
    }
    assertThat(published).isBetween(95, 110);
    b.full.clear();
    time.advance(Duration.ofSeconds(5));
    assertThat(b.entered).hasSize(published);
    assertThat(a.link.way("x").room().getAsBoolean()).isTrue();
  }

  @Test
  void whatIsSubscribedToIsKnownToAllOnceTheySaySo() {
    a.subscribe("x");
    CompletableFuture<Void> known = a.link.known().toCompletableFuture();
    assertThat(known).isNotDone();
    time.advance(A_WHILE);
    assertThat(known).isCompleted();
    assertThat(b.known(a)).contains("x");

    network.freeze(c.node);
    a.subscribe("y");
    CompletableFuture<Void> without = a.link.known().toCompletableFuture();
    time.advance(A_WHILE);
    assertThat(without).isCompleted();
  }

  @Test
  void whoIsClosedTakesAndGivesNothing() {
    subscribe(b, "x");
    a.close();
    a.publish("x", "late");
    byte[] hello = Frames.write(new Frame.Hello("b", 1, 1));
    a.mesh.frame(b.node, hello, 0, hello.length);
    a.mesh.view(List.of(a.node, b.node), false);
    time.advance(Duration.ofSeconds(5));
    assertThat(payloads(b)).isEmpty();
    assertThat(a.mesh.peers()).isEmpty();
    assertThat(a.mesh.isIdle()).isTrue();
  }
}
