package dev.pubsub.ws.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Session session =
      pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT);
  private final RecordingSubscriber subscriber = new RecordingSubscriber();
  private final Backlog backlog = new Backlog(session, 100, 25);

  @BeforeEach
  void subscribe() {
    session.subscribe("t", subscriber);
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void aboveTheHighMarkTheSessionWaitsUntilBelowTheLowMark() throws Exception {
    backlog.add(100);
    pubsub.bus().publish("t", "at the mark");
    subscriber.await(1, PATIENCE);

    backlog.add(1);
    pubsub.bus().publish("t", "above");
    backlog.remove(76);
    RecordingSubscriber other = new RecordingSubscriber();
    pubsub.bus().subscribe("t", other);
    pubsub.bus().publish("t", "between the marks");
    other.await(1, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly("at the mark");

    backlog.remove(1);
    subscriber.await(3, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly("at the mark", "above", "between the marks");
  }

  @Test
  void howeverManyThreadsAddAndRemoveItEndsOpen() throws Exception {
    int threads = 4;
    CyclicBarrier begin = new CyclicBarrier(threads);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      ends.add(workers.submit(() -> rock(begin)));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    workers.shutdown();

    assertThat(backlog.waiting()).isZero();
    pubsub.bus().publish("t", "through");
    subscriber.await(1, PATIENCE);
  }

  private @Nullable Void rock(CyclicBarrier begin) throws Exception {
    begin.await();
    for (int n = 0; n < 20_000; n++) {
      backlog.add(60);
      backlog.remove(60);
    }
    return null;
  }
}
