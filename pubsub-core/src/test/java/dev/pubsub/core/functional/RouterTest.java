package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.MessageRouter;
import dev.pubsub.PublishOptions;
import dev.pubsub.RoutingRule;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules of the router: their bounds, and what time does to what they publish. */
final class RouterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualBus manual = new ManualBus();
  private final MessageRouter router = manual.bus.router();

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void thereAreOnlySoManyRules() {
    for (int i = 0; i < MessageRouter.MAX_RULES; i++) {
      router.put(RoutingRule.of("rule " + i, "from:" + i, "to:" + i));
    }

    assertThatThrownBy(() -> router.put(RoutingRule.of("one more", "from", "to")))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("1000 rules")
        .extracting(refusal -> ((PubSubException) refusal).code())
        .isEqualTo(StandardError.BAD_OPTION);
    router.put(RoutingRule.of("rule 7", "from", "to"));
    assertThat(router.routes()).hasSize(MessageRouter.MAX_RULES);

    assertThat(router.remove("rule 7")).isTrue();
    router.put(RoutingRule.of("one more", "from", "to"));
    assertThat(router.routes()).hasSize(MessageRouter.MAX_RULES);
  }

  @Test
  void aCopyLivesAsLongAsItsOriginal() throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    CompletableFuture<Void> later = new CompletableFuture<>();
    manual.bus.subscribe("to", received);
    router.put(
        RoutingRule.of("late", "from", "to")
            .transforming(
                signal -> {
                  later.join();
                  return signal;
                }));
    manual.bus.publish("from", 1, PublishOptions.DEFAULT.withTtl(Duration.ofSeconds(10)));
    manual.bus.publish("from", 2);
    manual.time.advance(Duration.ofSeconds(4));
    later.complete(null);

    List<Signal> copies = received.await(2, PATIENCE);
    long start = ManualTime.START.toEpochMilli();
    assertThat(copies.get(0).timeMillis()).isEqualTo(start + 4_000);
    assertThat(copies).extracting(Signal::expiresAtMillis).containsExactly(start + 10_000, 0L);
  }
}
