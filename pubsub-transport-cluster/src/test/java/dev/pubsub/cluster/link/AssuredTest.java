package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must not be lost on its way to others, and when others know what is wanted. */
class AssuredTest {

  private static final Duration A_WHILE = Duration.ofMillis(200);
  private static final GroupId WORKERS = new GroupId("x", "workers");

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

  private static List<Object> payloads(SimulatedNode node) {
    return node.entered.stream().map(Signal::payload).toList();
  }

  private static PeerStats stats(SimulatedNode node, SimulatedNode of) {
    return node.mesh.peers().stream()
        .filter(peer -> peer.node().equals(of.node.name()))
        .findFirst()
        .orElseThrow();
  }

  private void demand(SimulatedNode node, String topic, String group) {
    node.link.demand(new Demand(topic, group, 1, true), true);
    time.advance(A_WHILE);
  }

  private static Destinations to(SimulatedNode node, boolean everyone) {
    return new Destinations(everyone, List.of(new Chosen(WORKERS, node.node.name())), 0);
  }

  @Test
  void whoHasNotTheBusDoesNotKeepAnybodyFromBeingReady() {
    BusLink own = a.mesh.share("mine", new TopicTree<>(TopicSyntax.COLON));
    own.begin(a);
    own.demand(Demand.ofAll("x"), true);
    CompletableFuture<Void> known = own.known().toCompletableFuture();
    assertThat(known).isNotDone();
    time.advance(A_WHILE);
    assertThat(known).isCompleted();
  }

  @Test
  void whatWasForAMemberOfANodeThatLeavesForGoodIsPassedOn() {
    demand(b, "x", "workers");
    b.full.add("x");
    a.publish("x", 1, to(b, false));
    time.advance(A_WHILE);
    b.mesh.sayGoodbye();
    time.advance(A_WHILE);
    b.close();
    time.advance(A_WHILE);
    assertThat(a.passedOn).containsExactly("1 1");
  }

  @Test
  void whatWasForANodeThatWantsNoMoreWhenItIsSentIsPassedOn() {
    demand(b, "x", "workers");
    b.mesh.withdraw();
    time.advance(A_WHILE);
    a.link.carry(Signal.of(new SignalId(1, 1), "x", 1), to(b, false));
    time.advance(A_WHILE);
    assertThat(a.passedOn).containsExactly("1 1");
    assertThat(payloads(b)).isEmpty();
  }

  @Test
  void whatReachesANodeThatTakesNoMoreIsPassedOnOnceItIsGone() {
    demand(b, "x", "workers");
    a.publish("x", 1, to(b, false));
    time.advance(A_WHILE);
    b.mesh.withdraw();
    b.mesh.takeNoMore();
    a.publish("x", 2, to(b, false));
    time.advance(A_WHILE);
    assertThat(payloads(b)).containsExactly(1);
    assertThat(a.passedOn).isEmpty();
    b.mesh.sayGoodbye();
    time.advance(A_WHILE);
    b.close();
    time.advance(A_WHILE);
    assertThat(a.passedOn).containsExactly("2 1");
  }

  @Test
  void aGroupOfWhichNobodyIsThereIsKeptForUntilSomebodyIs() {
    a.groups.add(WORKERS);
    demand(b, "x", "workers");
    b.full.add("x");
    a.publish("x", 1, to(b, false));
    time.advance(A_WHILE);
    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    assertThat(a.link.way("x").groups())
        .singleElement()
        .matches(shares -> !shares.present() && shares.members().containsKey("b"));
    a.publish("x", 2, to(b, false));
    time.advance(A_WHILE);
    assertThat(stats(a, b).pending()).isGreaterThanOrEqualTo(2);

    demand(c, "x", "workers");
    time.advance(Duration.ofSeconds(2));
    assertThat(payloads(c)).containsExactly(1, 2);
    b.full.clear();
    network.heal();
    time.advance(Duration.ofSeconds(10));
    assertThat(payloads(b)).isEmpty();
    assertThat(stats(a, b).pending()).isZero();
  }

  @Test
  void aGroupIsExpectedBackThoughNothingWaitedForItWhenItsNodeWent() {
    demand(b, "x", "workers");
    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    a.publish("x", 1, to(b, false));
    network.heal();
    time.advance(Duration.ofSeconds(2));
    assertThat(payloads(b)).containsExactly(1);
  }

  @Test
  void whatWasForARunOfANodeThatAnotherRunReplacesIsPassedOn() {
    a.groups.add(WORKERS);
    demand(b, "x", "workers");
    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    a.publish("x", 1, to(b, false));
    b.close();
    open("b", 22);
    assertThat(a.passedOn).containsExactly("1 1");
  }

  @Test
  void oneTopicThatIsFullHoldsUpNoOther() {
    demand(b, "x", "");
    demand(b, "y", "");
    b.full.add("x");
    IntStream.range(0, 700).forEach(i -> a.publish("x", i + "p".repeat(1000)));
    a.publish("y", "free");
    time.advance(Duration.ofSeconds(5));
    assertThat(payloads(b)).containsExactly("free");
    b.full.clear();
    time.advance(Duration.ofSeconds(20));
    assertThat(b.entered).hasSize(701);
  }

  @Test
  void ofATopicThatIsFullOnlySoMuchIsAccepted() {
    demand(b, "x", "");
    demand(b, "y", "");
    b.full.add("x");
    for (int i = 0; a.link.way("x").room().getAsBoolean(); i++) {
      a.publish("x", i);
      time.advance(Duration.ofMillis(30));
    }
    assertThat(stats(a, b).pending()).isBetween(1000, 1100);
    assertThat(a.link.way("y").room().getAsBoolean()).isTrue();
  }

  @Test
  void whatIsNotTakenIsSentAgainMoreAndMoreRarely() {
    demand(b, "x", "");
    b.full.add("x");
    IntStream.range(0, 400).forEach(i -> a.publish("x", i));
    time.advance(Duration.ofSeconds(60));
    assertThat(stats(a, b).sent()).isBetween(402L, 600L);
  }

  @Test
  void whatANodeHearsOfATopicIsInOrderThoughOnlySomeOfItMustArrive() {
    b.link.demand(Demand.ofAll("x"), true);
    demand(b, "x", "workers");
    demand(c, "x", "workers");
    b.full.add("x");
    a.publish("x", 1, to(b, true));
    time.advance(Duration.ofMillis(100));
    b.full.clear();
    a.publish("x", 2, to(c, true));
    time.advance(Duration.ofSeconds(5));
    assertThat(payloads(b)).containsExactly(1, 2);
  }

  @Test
  void aGroupOfWhichNobodyIsThereIsKeptForHoweverMuchElseChanges() {
    a.groups.add(WORKERS);
    demand(b, "x", "workers");
    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    a.publish("x", 1, to(b, false));
    long bytes = stats(a, b).pendingBytes();
    for (int i = 0; i < 20; i++) {
      c.subscribe("y" + i);
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(a.passedOn).isEmpty();
    assertThat(stats(a, b).pendingBytes()).isEqualTo(bytes);
    network.heal();
    time.advance(Duration.ofSeconds(2));
    assertThat(payloads(b)).containsExactly(1);
  }

  @Test
  void whatIsGivenUpWithANodeStaysCounted() {
    demand(b, "x", "");
    network.cut(Set.of(b.node));
    time.advance(A_WHILE);
    a.publish("x", 1);
    time.advance(SimulatedNode.BOUNDS.absence().multipliedBy(2));
    assertThat(a.mesh.peers()).extracting(PeerStats::node).containsExactly("c");
    assertThat(a.mesh.lost()).containsEntry("node_gone", 1L);
  }

  @ParameterizedTest
  @EnumSource(
      value = StandardError.class,
      names = {"OVERLOADED", "PLUGIN_FAILED", "TOO_MANY_TOPICS", "TOO_MANY_FENCES"})
  void whatANodeCannotTakeNowItIsSentAgain(StandardError why) {
    demand(b, "x", "");
    b.full.add("x");
    b.refusal = why;
    a.publish("x", 1);
    time.advance(Duration.ofSeconds(5));
    b.full.clear();
    time.advance(Duration.ofSeconds(20));
    assertThat(payloads(b)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = StandardError.class,
      names = {"BAD_TOPIC", "TOPIC_NOT_FOUND", "BAD_OPTION", "STALE_FENCE"})
  void whatANodeWillNeverTakeIsGivenUp(StandardError why) {
    demand(b, "x", "");
    b.full.add("x");
    b.refusal = why;
    a.publish("x", 1);
    time.advance(Duration.ofSeconds(5));
    assertThat(stats(a, b).pending()).isZero();
    assertThat(stats(b, a).refused()).containsEntry(why.name(), 1L);
  }

  @Test
  void whatNeedNotArriveAnyMoreDoesNotOvertakeWhatHadTo() {
    Demand assured = new Demand("x", "", 2, true);
    b.link.demand(assured, true);
    time.advance(A_WHILE);
    b.full.add("x");
    a.publish("x", 1);
    time.advance(Duration.ofMillis(100));
    b.link.demand(new Demand("x", "", 1, false), true);
    b.link.demand(assured, false);
    time.advance(A_WHILE);
    b.full.clear();
    a.publish("x", 2);
    time.advance(Duration.ofSeconds(20));
    assertThat(payloads(b)).containsExactly(1, 2);
  }

  @Test
  void whatDoesNotTravelIsForAMemberHere() {
    demand(b, "x", "workers");
    a.publish("x", 'n', to(b, false));
    time.advance(A_WHILE);
    assertThat(a.passedOn).containsExactly("n 1");
    assertThat(a.mesh.lost()).isEmpty();
  }
}
