package dev.pubsub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Answers;
import dev.pubsub.Completion;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.cluster.roster.Numbers;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.RecordingSubscriber;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Party party = new Party();

  @AfterEach
  void close() {
    party.close();
  }

  private static RecordingSubscriber subscribe(PubSub node, String pattern) {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    node.bus().subscribe(pattern, SubscribeOptions.DEFAULT.withCapacity(20_000), subscriber);
    return subscriber;
  }

  @Test
  void nodesFindEachOtherAndAgreeOnTheirOrder() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    PubSub c = party.join("c");
    assertThat(Party.members(a).list()).containsExactly("a", "b", "c");
    assertThat(Party.members(c).list()).isEqualTo(Party.members(a).list());
    assertThat(Party.members(b).self()).isEqualTo("b");
  }

  @Test
  void nodesFindEachOtherWhicheverOfThePortsTheyHave() throws Exception {
    try (ServerSocket stranger = party.takeFirstPort()) {
      party.join("a");
      PubSub b = party.join("b");
      assertThat(stranger.isBound()).isTrue();
      assertThat(Party.members(b).list()).containsExactly("a", "b");
    }
  }

  @Test
  void whatANodePutsIntoARosterIsSeenByAllUntilItGoes() {
    PubSub a = party.join("a");
    Roster<String, Integer> here = a.gateway().roster("numbers", new Numbers());
    here.put("one", 1);
    PubSub b = party.join("b");
    Roster<String, Integer> there = b.gateway().roster("numbers", new Numbers());
    there.put("two", 2);

    await().until(() -> here.entries().equals(Map.of("one", 1, "two", 2)));
    await().until(() -> there.entries().equals(here.entries()));
    assertThat(there.owner("one")).contains("a");
    assertThat(there.putIfAbsent("one", 3)).isFalse();
    party.leave(b);
    await().until(() -> here.entries().equals(Map.of("one", 1)));
  }

  @Test
  void aSignalForOneNodeIsReceivedThereAlone() throws Exception {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    PubSub c = party.join("c");
    RecordingSubscriber atB = subscribe(b, "x");
    RecordingSubscriber atC = subscribe(c, "x");
    RecordingSubscriber atA = subscribe(a, "x");
    Party.awaitInterest(a, "b", 1);
    Party.awaitInterest(a, "c", 1);
    a.bus().publish("x", 1, PublishOptions.DEFAULT.toNode("c"));
    a.bus().publish("x", 2, PublishOptions.DEFAULT.staying());
    a.bus().publish("x", 3);

    assertThat(atC.await(2, PATIENCE)).extracting(Signal::payload).containsExactly(1, 3);
    assertThat(atA.await(2, PATIENCE)).extracting(Signal::payload).containsExactly(2, 3);
    assertThat(atB.await(1, PATIENCE)).extracting(Signal::payload).containsExactly(3);
    assertThat(a.bus().publish("x", 4, PublishOptions.DEFAULT.toNode("d")))
        .isInstanceOf(PublishResult.Rejected.class);
  }

  @Test
  void aQuestionIsAnsweredWhereverTheResponderIs() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    b.bus().respond("q", Responder.of(question -> "b says " + question.payload()));
    Party.awaitInterest(a, "b", 1);
    assertThat(a.bus().request("q", "yes").join().payload()).isEqualTo("b says yes");
  }

  @Test
  void allWhoAreAskedOnAllNodesAreWaitedFor() {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    PubSub c = party.join("c");
    respond(a, "a");
    respond(b, "b1");
    respond(b, "b2");
    respond(c, "c");
    Answers answers = a.bus().gather("q", "?", RequestOptions.DEFAULT, Completion.all()).join();

    assertThat(answers.asked()).isEqualTo(4);
    assertThat(answers.replies())
        .extracting(Signal::payload)
        .containsExactlyInAnyOrder("a", "b1", "b2", "c");
    assertThat(answers.complete()).isTrue();
  }

  private static void respond(PubSub node, String answer) {
    node.bus().respond("q", Responder.of(question -> answer)).ready().toCompletableFuture().join();
  }

  @Test
  void eachSubscriptionElsewhereGetsASignalOnceAsItWasPublished() throws Exception {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    PubSub c = party.join("c");
    List<RecordingSubscriber> all =
        List.of(
            subscribe(c, "a:*"),
            subscribe(c, "a:b"),
            subscribe(c, "**"),
            subscribe(b, "a:*"),
            subscribe(a, "a:*"));
    Party.awaitInterest(a, "c", 3);
    Party.awaitInterest(b, "c", 3);
    Party.awaitInterest(a, "b", 1);
    a.bus().publish("a:b", Map.of("x", List.of(1, 2.5, "three")));

    Signal here = all.get(4).await(1, PATIENCE).get(0);
    for (RecordingSubscriber each : all) {
      assertThat(each.await(1, PATIENCE)).containsExactly(here);
    }
    await().until(() -> Party.stats(a, "b").sent() == 1);
    await().until(() -> Party.stats(a, "c").sent() == 1);
    // Nothing comes round: b and c have sent nothing to anybody.
    b.bus().publish("only:here", "a last one, behind anything that b might have sent before");
    await().until(() -> Party.stats(b, "c").sent() == 1);
    assertThat(Party.stats(b, "a").sent()).isZero();
    assertThat(Party.stats(c, "a").sent() + Party.stats(c, "b").sent()).isZero();
    assertThat(all.get(4).signals()).hasSize(1);
  }

  @Test
  void theOrderOfAPublisherIsKept() throws Exception {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    RecordingSubscriber there = subscribe(b, "x");
    Party.awaitInterest(a, "b", 1);
    int count = 10_000;
    IntStream.range(0, count).forEach(i -> a.bus().publish("x", i));
    there.await(count, PATIENCE);
    assertThat(there.payloads())
        .containsExactlyElementsOf(IntStream.range(0, count).<Object>mapToObj(i -> i).toList());
    assertThat(Party.stats(a, "b").sentFrames()).isLessThan(count);
    assertThat(Party.stats(a, "b").waiting()).isZero();
  }

  @Test
  void whatANodeDoesNotWantPutsNoFrameOnItsLink() throws Exception {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    party.join("c");
    RecordingSubscriber there = subscribe(b, "x");
    Party.awaitInterest(a, "b", 1);
    IntStream.range(0, 100).forEach(i -> a.bus().publish("x", i));
    a.bus().publish("nobody", "x");
    there.await(100, PATIENCE);
    await().until(() -> Party.stats(a, "b").sent() == 100);
    assertThat(Party.stats(a, "c").sentFrames()).isZero();
  }

  @Test
  void aSubscriptionThatClosesTakesItsInterestAlongAndSoDoesANodeThatGoes() throws Exception {
    PubSub a = party.join("a");
    PubSub b = party.join("b");
    PubSub c = party.join("c");
    Subscription subscription = b.bus().subscribe("x", delivery -> {});
    RecordingSubscriber marked = subscribe(b, "z");
    subscribe(c, "y");
    Party.awaitInterest(a, "b", 2);
    Party.awaitInterest(a, "c", 1);
    subscription.close();
    Party.awaitInterest(a, "b", 1);
    party.leave(c);
    await().atMost(PATIENCE).until(() -> Party.members(a).list().equals(List.of("a", "b")));
    a.bus().publish("x", 1);
    a.bus().publish("y", 1);
    a.bus().publish("z", 1);
    marked.await(1, PATIENCE);
    assertThat(Party.stats(a).peers()).hasSize(1);
    await().until(() -> Party.stats(a, "b").sent() == 1);
  }

  @Test
  void whoComesLateHearsOfAllThatIsSubscribedTo() throws Exception {
    PubSub a = party.join("a");
    RecordingSubscriber here = subscribe(a, "x:*");
    IntStream.range(0, 2500).forEach(i -> subscribe(a, "t:" + i));
    PubSub late = party.join("late");
    Party.awaitInterest(late, "a", 2501);
    late.bus().publish("x:y", "hello");
    assertThat(here.await(1, PATIENCE).get(0).payload()).isEqualTo("hello");
  }

  @Test
  void aNodeUnderstandsWhatAnotherCompresses() throws Exception {
    PubSub a = party.join("a", Map.of("pubsub.plugin.cluster.compress", "true"));
    PubSub b = party.join("b");
    RecordingSubscriber here = subscribe(a, "x");
    RecordingSubscriber there = subscribe(b, "x");
    Party.awaitInterest(a, "b", 1);
    Party.awaitInterest(b, "a", 1);
    String text = "again and ".repeat(5_000);
    a.bus().publish("x", text);
    assertThat(there.await(1, PATIENCE).get(0).payload()).isEqualTo(text);
    b.bus().publish("x", text);
    assertThat(here.await(2, PATIENCE)).extracting(Signal::payload).containsExactly(text, text);
    await().atMost(PATIENCE).until(() -> Party.stats(b, "a").sentBytes() > 50_000);
    assertThat(Party.stats(a, "b").sentBytes()).isLessThan(10_000);
  }

  @Test
  void whatABridgeCopiesOnEachNodeArrivesOnce() throws Exception {
    Map<String, String> bridged =
        Map.of("pubsub.buses", "copies", "pubsub.bridges", "default/x->copies");
    PubSub a = party.join("a", bridged);
    PubSub b = party.join("b", bridged);
    RecordingSubscriber copies = new RecordingSubscriber();
    b.bus("copies").subscribe("**", copies);
    // What the bridge subscribes to, and its copies.
    Party.awaitInterest(a, "b", 2 + Party.OF_THE_BUS);
    a.bus().publish("x", 1);
    a.bus().publish("x", 2);

    assertThat(copies.await(2, PATIENCE)).extracting(Signal::payload).containsExactly(1, 2);
    a.bus("copies").publish("end", 3);
    assertThat(copies.await(3, PATIENCE)).extracting(Signal::payload).containsExactly(1, 2, 3);
  }

  @Test
  void busesThatAreLocalStay() throws Exception {
    PubSub a = party.join("a", Map.of("pubsub.presets", "true"));
    PubSub b = party.join("b", Map.of("pubsub.presets", "true"));
    RecordingSubscriber audit = new RecordingSubscriber();
    b.bus("audit").subscribe("x", audit);
    RecordingSubscriber events = new RecordingSubscriber();
    b.bus("events").subscribe("x", events);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              a.bus("events").publish("x", 1);
              assertThat(events.signals()).isNotEmpty();
            });
    a.bus("audit").publish("x", 1);
    a.bus("events").publish("x", "behind it");
    await().atMost(PATIENCE).until(() -> events.payloads().contains("behind it"));
    assertThat(audit.signals()).isEmpty();
  }

  @Test
  void thoseWhoWatchTheLifecycleHearOfNodes() {
    PubSub a = party.join("a", Map.of("pubsub.presets", "true"));
    RecordingSubscriber facts = new RecordingSubscriber();
    a.bus("lifecycle").subscribe("lifecycle:node", facts);
    PubSub b = party.join("b");
    party.leave(b);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(facts.signals())
                    .extracting(Signal::type)
                    .containsExactly("node_up", "node_down"));
  }

  @Test
  void aNameIsTakenOnce() {
    party.join("a");
    assertThatThrownBy(() -> party.builder("a", Map.of()).open())
        .isInstanceOfSatisfying(
            PubSubException.class,
            refusal -> assertThat(refusal.code().name()).isEqualTo("NODE_NAME_TAKEN"))
        .hasMessageContaining("'a'");
  }

  @Test
  void onlyWhoKnowsTheSecretIsLetIn() throws Exception {
    Map<String, String> secret = Map.of("pubsub.plugin.cluster.secret", "open sesame");
    PubSub a = party.join("a", secret);
    PubSub b = party.join("b", secret);
    RecordingSubscriber there = subscribe(b, "x");
    Party.awaitInterest(a, "b", 1);
    a.bus().publish("x", "hidden");
    assertThat(there.await(1, PATIENCE).get(0).payload()).isEqualTo("hidden");

    try (PubSub stranger =
        party.builder("c", Map.of("pubsub.plugin.cluster.secret", "wrong")).open()) {
      assertThat(Party.members(stranger).list()).containsExactly("c");
      assertThat(Party.members(a).list()).containsExactly("a", "b");
    }
  }
}
