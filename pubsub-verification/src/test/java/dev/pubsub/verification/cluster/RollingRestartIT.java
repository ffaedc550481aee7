package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.verification.server.FreePorts;
import dev.pubsub.verification.server.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three workers that are restarted one after the other, while there is work for them. */
final class RollingRestartIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE = 500_000;

  private final String port = Integer.toString(FreePorts.from());
  private final Map<String, Program> workers = new LinkedHashMap<>();
  private final Queue<Object> done = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean enough = new AtomicBoolean();
  private PubSub here;

  @BeforeEach
  void open() {
    here = ClusterMember.node("here", port).open();
    here.bus()
        .subscribe(
            "done",
            SubscribeOptions.DEFAULT.withCapacity(200_000).acknowledged(),
            each -> {
              done.add(each.signal().payload());
              each.ack();
            });
    List.of("a", "b", "c").forEach(this::start);
    workers.values().forEach(worker -> worker.saying("ready"));
  }

  @AfterEach
  void close() {
    enough.set(true);
    workers.values().forEach(Program::close);
    here.close();
  }

  private void start(String name) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    workers.put(
        name,
        Program.start(
            Program.ROOT,
            List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                name,
                port)));
  }

  /** Publishes numbers until it is enough; returns how many were accepted. */
  private int publish() {
    int accepted = 0;
    while (!enough.get()) {
      PublishResult result =
          here.bus().publish("work", accepted, PublishOptions.DEFAULT.waitingUpTo(PATIENCE));
      accepted += result instanceof PublishResult.Accepted ? 1 : 0;
      LockSupport.parkNanos(PAUSE);
    }
    return accepted;
  }

  @Test
  void allWorkIsDoneAndNoneOfItTwice() {
    await().atMost(PATIENCE).until(() -> here.bus().subscribers("work").size() == 3);
    CompletableFuture<Integer> published = CompletableFuture.supplyAsync(this::publish);
    for (String name : List.of("a", "b", "c")) {
      assertThat(workers.get(name).signal("TERM").status(PATIENCE)).isIn(0, 143);
      start(name);
      workers.get(name).saying("ready");
      await().atMost(PATIENCE).until(() -> here.bus().subscribers("work").containsKey(name));
    }
    enough.set(true);
    int accepted = published.join();

    await().atMost(PATIENCE).until(() -> done.size() >= accepted);
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < accepted; i++) {
      numbers.add(i);
    }
    assertThat(accepted).isGreaterThan(1000);
    assertThat(done).containsExactlyInAnyOrderElementsOf(numbers);
  }
}
