package dev.pubsub.core.functional;

import static dev.pubsub.PublishOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.DropReason;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.FenceHeaders;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes with a token that is not the highest any more is kept out. */
final class FenceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PubSub node =
      PubSub.builder()
          .discover(false)
          .set("pubsub.buses", "other")
          .set("pubsub.history", "kept=10")
          .open();

  @AfterEach
  void close() {
    node.close();
  }

  private static PublishOptions fenced(long token) {
    return DEFAULT.fencedBy("leader", token);
  }

  private static void expect(PublishResult result, StandardError code) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
  }

  private static void expectAccepted(PublishResult result) {
    assertThat(result).isInstanceOf(Accepted.class);
  }

  @Test
  void aLowerTokenIsStaleOnEveryBusAndNothingElseIs() {
    expectAccepted(node.bus().publish("x", 1, fenced(5)));
    expectAccepted(node.bus().publish("x", 2, fenced(5)));
    expectAccepted(node.bus().publish("y", 3, fenced(7)));
    expect(node.bus().publish("x", 4, fenced(6)), StandardError.STALE_FENCE);
    expect(node.bus("other").publish("z", 5, fenced(6)), StandardError.STALE_FENCE);
    expectAccepted(node.bus().publish("x", 6, DEFAULT.fencedBy("another", 1)));
    expectAccepted(node.bus().publish("x", 7));
  }

  @Test
  void aTokenThatWasToldOfCountsBeforeAnythingCameWithIt() {
    node.gateway().fence("leader", 9);
    node.gateway().fence("leader", 3);
    expect(node.bus().publish("x", 1, fenced(8)), StandardError.STALE_FENCE);
    expectAccepted(node.bus().publish("x", 1, fenced(9)));
  }

  @Test
  void whatIsPublishedTogetherIsLookedAtOneByOne() {
    List<PublishResult> results =
        node.bus()
            .publishAll(
                List.of(
                    new Publication("x", 1, fenced(2)),
                    new Publication("x", 2, fenced(1)),
                    new Publication("x", 3, DEFAULT)));
    expectAccepted(results.get(0));
    expect(results.get(1), StandardError.STALE_FENCE);
    expectAccepted(results.get(2));
  }

  @Test
  void whatIsStaleIsNotKept() throws Exception {
    expectAccepted(node.bus().publish("kept", "new", fenced(2)));
    expect(node.bus().publish("kept", "old", fenced(1)), StandardError.STALE_FENCE);
    RecordingSubscriber late = new RecordingSubscriber();
    node.bus().subscribe("kept", SubscribeOptions.DEFAULT.startingAt(StartAt.last(10)), late);
    node.bus().publish("kept", "end");
    assertThat(late.await(2, PATIENCE)).extracting(Signal::payload).containsExactly("new", "end");
  }

  @Test
  void whatComesFromAnotherNodeIsKeptOutAsWellAndTeachesThisOne() {
    Link link = node.gateway().link("default", new OtherNodes());
    expectAccepted(link.enter(signal("leader@4")));
    expect(node.bus().publish("x", 1, fenced(3)), StandardError.STALE_FENCE);
    node.bus().publish("x", 1, fenced(6));
    expect(link.enter(signal("leader@5")), StandardError.STALE_FENCE);
    link.close();
  }

  @Test
  void whatAFormerLeaderSentToAGroupIsNotPassedOn() throws Exception {
    RecordingSubscriber worker = new RecordingSubscriber();
    node.bus().subscribe("x", SubscribeOptions.DEFAULT.inGroup("workers"), worker);
    try (Link link = node.gateway().link("default", new OtherNodes())) {
      node.gateway().fence("leader", 5);
      GroupId workers = new GroupId("x", "workers");
      link.passOn(signal("leader@4"), workers, 1);
      link.passOn(signal("leader@5"), workers, 1);
      assertThat(worker.await(1, PATIENCE)).hasSize(1);
      assertThat(worker.signals())
          .extracting(signal -> signal.headers().getOrDefault(FenceHeaders.FENCE, ""))
          .containsExactly("leader@5");
      assertThat(node.bus().stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 1L));
    }
  }

  @Test
  void aDeadLetterOfAFormerLeaderIsNotRedriven() {
    node.bus()
        .subscribe(
            "x",
            SubscribeOptions.DEFAULT.acknowledged(),
            delivery -> delivery.reject("on purpose"));
    node.bus().publish("x", 1, fenced(1));
    ManualBus.await(() -> node.bus().deadLetters().count() == 1);
    long id = node.bus().deadLetters().list(1).get(0).id();
    node.gateway().fence("leader", 2);
    expect(node.bus().deadLetters().redrive(id), StandardError.STALE_FENCE);
    assertThat(node.bus().deadLetters().count()).isEqualTo(1);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (String text : List.of("leader", "@1", "leader@", "leader@0", "leader@-1", "leader@x")) {
      expect(
          node.bus().publish("x", 1, DEFAULT.withHeader(FenceHeaders.FENCE, text)),
          StandardError.BAD_OPTION);
    }
    assertThatThrownBy(() -> DEFAULT.fencedBy("", 1)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> fenced(0)).isInstanceOf(PubSubException.class);
    expectAccepted(node.bus().publish("x", 1, DEFAULT.fencedBy("a@b", 1)));
  }

  @Test
  void soManyNamesAreRememberedAndNoMore() {
    for (int i = 0; i < 10_000; i++) {
      node.gateway().fence("n" + i, 2);
    }
    expect(node.bus().publish("x", 1, fenced(1)), StandardError.TOO_MANY_FENCES);
    expect(node.bus().publish("x", 1, DEFAULT.fencedBy("n7", 1)), StandardError.STALE_FENCE);
  }

  private static Signal signal(String fence) {
    return new Signal(
        new SignalId(1, 2),
        "x",
        "",
        "far",
        "",
        Priority.NORMAL,
        Headers.of(FenceHeaders.FENCE, fence),
        "from afar",
        0,
        0);
  }
}
