package dev.pubsub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.StartAt;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a node that joins has of the time before it came. */
@Execution(ExecutionMode.CONCURRENT)
class HistoriesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE = 10_000;
  private static final int MANY = 1_000_000;
  private static final Map<String, String> REPAIRED =
      Map.of("pubsub.history", "**=" + MANY, "pubsub.history.repair", "work:*");

  private final Party party = new Party();
  private final AtomicBoolean enough = new AtomicBoolean();

  @AfterEach
  void close() {
    enough.set(true);
    party.close();
  }

  private static List<Object> history(PubSub node, String topic) {
    return node.bus().history(topic, StartAt.last(MANY), MANY).entries().stream()
        .map(entry -> entry.signal().payload())
        .toList();
  }

  private static List<Object> numbers(int count) {
    return IntStream.range(0, count).<Object>mapToObj(i -> i).toList();
  }

  @Test
  void aHistoryOutlivesAllNodesThatHadItFirst() {
    PubSub a = party.join("a", REPAIRED);
    PubSub b = party.join("b", REPAIRED);
    Party.awaitInterest(a, "b", 1);
    numbers(1000).forEach(number -> a.bus().publish("work:1", number));
    a.bus().publish("work:1", "for nobody else", PublishOptions.DEFAULT.staying());
    await().atMost(PATIENCE).until(() -> history(b, "work:1").size() == 1000);
    party.leave(a);
    PubSub c = party.join("c", REPAIRED);
    party.leave(b);
    PubSub d = party.join("d", REPAIRED);

    assertThat(history(c, "work:1")).isEqualTo(numbers(1000));
    assertThat(history(d, "work:1")).isEqualTo(numbers(1000));
  }

  @Test
  void nothingIsMissedOrKeptTwiceOfWhatIsPublishedWhileANodeJoins() {
    PubSub a = party.join("a", REPAIRED);
    PubSub b = party.join("b", REPAIRED);
    Party.awaitInterest(a, "b", 1);
    Party.awaitInterest(b, "a", 1);
    CompletableFuture<Integer> ofA = CompletableFuture.supplyAsync(() -> publish(a, "work:a"));
    CompletableFuture<Integer> ofB = CompletableFuture.supplyAsync(() -> publish(b, "work:b"));
    PubSub c = party.join("c", REPAIRED);
    enough.set(true);

    List<Object> all = numbers(ofA.join());
    await().atMost(PATIENCE).until(() -> history(c, "work:a").size() >= all.size());
    assertThat(history(c, "work:a")).isEqualTo(all);
    List<Object> others = numbers(ofB.join());
    await().atMost(PATIENCE).until(() -> history(c, "work:b").size() >= others.size());
    assertThat(history(c, "work:b")).isEqualTo(others);
  }

  /** Publishes numbers until it is enough; returns how many. */
  private int publish(PubSub node, String topic) {
    int next = 0;
    while (!enough.get()) {
      PublishResult result =
          node.bus().publish(topic, next, PublishOptions.DEFAULT.waitingUpTo(PATIENCE));
      assertThat(result).isInstanceOf(PublishResult.Accepted.class);
      next++;
      LockSupport.parkNanos(PAUSE);
    }
    return next;
  }
}
