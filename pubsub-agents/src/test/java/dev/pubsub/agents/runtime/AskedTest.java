package dev.pubsub.agents.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For how long a question is kept that is answered later. */
final class AskedTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final CompletableFuture<Question> taken = new CompletableFuture<>();
  private final Subscription through = pubsub.bus().respond("questions", taken::complete);
  private final CompletableFuture<Void> replies =
      pubsub.bus().stream("questions", "?", RequestOptions.DEFAULT, one -> {});
  private final Asked asked = new Asked(taken.orTimeout(10, SECONDS).join(), through);
  private final ManualTime time = new ManualTime();
  private final Mailbox mailbox =
      new Mailbox() {
        @Override
        void wake() {}

        @Override
        void wakeForMail() {}

        @Override
        long nanoTime() {
          return time.nanoTime();
        }
      };
  private final Unanswered kept = new Unanswered(mailbox);

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void untilItIsAnswered() {
    asked.keep(kept);
    assertThat(asked.next("first")).isTrue();
    assertThat(kept.isEmpty()).isFalse();
    assertThat(asked.end()).isTrue();
    assertThat(kept.isEmpty()).isTrue();
  }

  @Test
  void untilItFails() {
    asked.keep(kept);
    assertThat(asked.fail("cannot")).isTrue();
    assertThat(kept.isEmpty()).isTrue();
    assertThat(replies).failsWithin(SOON).withThrowableThat().withMessageContaining("cannot");
  }

  @Test
  void notAtAllWhenItIsAnsweredMeanwhile() {
    assertThat(asked.reply("at once")).isTrue();
    asked.keep(kept);
    assertThat(kept.isEmpty()).isTrue();
  }

  @Test
  void untilNobodyWaitsForTheReplyAnyMore() {
    asked.keep(kept);
    replies.cancel(false);
    await().atMost(SOON).until(kept::isEmpty);
  }

  @Test
  void untilThereIsNoWayToSayMore() {
    asked.keep(kept);
    asked.leave();
    await().atMost(SOON).until(kept::isEmpty);
    assertThat(asked.next("more")).isFalse();
  }
}
