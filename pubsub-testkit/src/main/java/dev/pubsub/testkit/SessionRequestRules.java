package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.Question;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same between sessions, which may close. */
abstract class SessionRequestRules extends ReplyRules {

  private @Nullable Session ann;
  private @Nullable Session bob;

  @Override
  final Bus asker() {
    return ann();
  }

  @Override
  final Bus responder() {
    return bob();
  }

  private Session ann() {
    Session now = ann == null ? session("ann", SessionOptions.DEFAULT) : ann;
    ann = now;
    return now;
  }

  private Session bob() {
    Session now = bob == null ? session("bob", SessionOptions.DEFAULT) : bob;
    bob = now;
    return now;
  }

  @Test
  void repliesAreOfTheResponder() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?");
    Question question = taken();
    question.reply("!");

    assertThat(question.signal().source()).isEqualTo("ann");
    assertThat(result(reply).source()).isEqualTo("bob");
  }

  @Test
  void aSessionThatClosesWaitsForNothingAnyMore() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?", PATIENTLY);
    Question question = taken();
    ann().close();

    failure(reply, StandardError.CLOSED);
    Await.until("the responder is told", question::isCancelled);
    failure(asker().request("a", "?"), StandardError.CLOSED);
  }

  @Test
  void aSessionThatClosesFailsWhatItHasInHand() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?", PATIENTLY);
    taken();
    bob().close();

    failure(reply, StandardError.RESPONDER_GONE);
    expectThrown(StandardError.CLOSED, () -> take("a"));
  }

  @Test
  void aPausedSessionIsToldWhatItAsked() throws Exception {
    take("a");
    ann().pause();
    CompletableFuture<Signal> reply = asker().request("a", "?");
    taken().reply("!");

    assertThat(result(reply).payload()).isEqualTo("!");
  }
}
