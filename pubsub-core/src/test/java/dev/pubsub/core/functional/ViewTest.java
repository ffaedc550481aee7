package dev.pubsub.core.functional;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bus that is used by somebody else than whose it is. */
final class ViewTest {

  private static final Principal ANNA = new Principal("anna");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Bus bus = pubsub.bus();
  private final BlockingQueue<Signal> received = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private Session session(String principal) {
    return pubsub.gateway().open("default", new Principal(principal), SessionOptions.DEFAULT);
  }

  private Signal next() throws InterruptedException {
    return requireNonNull(received.poll(10, TimeUnit.SECONDS), "nothing came");
  }

  @Test
  void whatIsPublishedHasTheNameOfWhoeverUsesIt() throws InterruptedException {
    bus.subscribe("t", delivery -> received.add(delivery.signal()));
    bus.as(ANNA).publish("t", 1);
    session("system:x").as(ANNA).publish("t", 2);
    bus.as(new Principal("system:y")).as(ANNA).publish("t", 3);
    for (int i = 0; i < 3; i++) {
      assertThat(next().source()).isEqualTo("anna");
    }
  }

  @Test
  void whatIsAskedAndAnsweredHasTheNameOfWhoeverUsesIt() {
    bus.as(new Principal("bert"))
        .respond("who", Responder.of(question -> "you are " + question.source()));
    Signal reply = bus.as(ANNA).request("who", "am I").join();
    assertThat(reply.payload()).isEqualTo("you are anna");
    assertThat(reply.source()).isEqualTo("bert");
  }

  @Test
  void whatIsSaidOfASignalMayBeMadeByWhoeverGaveTheView() throws Exception {
    Bus anna = bus.as(ANNA, headers -> headers.replacing("of.", Headers.of("of.anna", "yes")));
    PublishOptions given =
        PublishOptions.DEFAULT.withHeader("of.bert", "no").withHeader("other", "kept");
    bus.subscribe("*", delivery -> received.add(delivery.signal()));
    anna.publish("t", 1, given);
    anna.publishAll(List.of(new Publication("t", 2, given), new Publication("t", 3, given)));
    anna.publishAfter("t", 4, given, Duration.ZERO);
    var unused = anna.request("t", 5, RequestOptions.within(SOON).publishing(given));
    anna.publishAt("t", 6, given, Instant.EPOCH);
    for (int i = 0; i < 6; i++) {
      assertThat(next().headers().asMap())
          .containsEntry("of.anna", "yes")
          .containsEntry("other", "kept")
          .doesNotContainKey("of.bert");
    }
    anna.publish("t", 7);
    assertThat(next().headers()).isEqualTo(Headers.of("of.anna", "yes"));
  }

  @Test
  void whoSubscribesWithoutTheirOwnDoesNotHearWhatThatViewPublishes() throws InterruptedException {
    Bus anna = bus.as(ANNA);
    anna.subscribe(
        "t", SubscribeOptions.DEFAULT.withoutOwn(), delivery -> received.add(delivery.signal()));
    anna.publish("t", "own");
    bus.publish("t", "other");
    assertThat(next().payload()).isEqualTo("other");
  }

  @Test
  void aStrangerActsForNobodyElseAndIsHandedNothing() {
    for (Bus stranger : List.of(session("anna"), bus.as(ANNA), session("system:x").as(ANNA))) {
      assertThatThrownBy(() -> stranger.as(new Principal("bert")))
          .isInstanceOf(PubSubException.class)
          .extracting(e -> ((PubSubException) e).code())
          .isEqualTo(StandardError.FORBIDDEN);
      assertThat(stranger.extension(String.class)).isEmpty();
    }
  }

  @Test
  void itEndsWithTheSessionItIsOf() {
    Session session = session("system:x");
    Bus anna = session.as(ANNA);
    Subscription subscription = anna.subscribe("t", delivery -> received.add(delivery.signal()));
    session.close();
    assertThat(anna.publish("t", 1)).isInstanceOf(Rejected.class);
    assertThat(anna.isAvailable()).isFalse();
    assertThatThrownBy(() -> anna.subscribe("t", delivery -> {}))
        .isInstanceOf(PubSubException.class);
    bus.publish("t", 2);
    assertThat(subscription.stats().delivered()).isZero();
  }

  @Test
  void aSignalCanBeSetAsideAfterItWasReceivedAndDeliveredOnceMore() throws InterruptedException {
    Subscription subscription = bus.subscribe("t", delivery -> received.add(delivery.signal()));
    bus.publish("t", 1);
    subscription.setAside(next(), "not today");
    var letter = bus.deadLetters().list("t", 0, 10).get(0);
    assertThat(letter.description()).isEqualTo("not today");
    bus.deadLetters().redrive(letter.id());
    assertThat(next().payload()).isEqualTo(1);
  }

  @Test
  void anAskerLearnsThatWhoeverHadTheQuestionIsGone() {
    bus.respond("t", question -> assertThat(question.leave()).isTrue());
    assertThatThrownBy(() -> bus.request("t", 1).join())
        .hasCauseInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e.getCause()).code())
        .isEqualTo(StandardError.RESPONDER_GONE);
  }
}
