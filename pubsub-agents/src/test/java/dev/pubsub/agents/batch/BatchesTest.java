package dev.pubsub.agents.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.Publication;
import dev.pubsub.PublishResult;
import dev.pubsub.agents.event.Event;
import dev.pubsub.agents.event.EventBus;
import dev.pubsub.agents.state.SharedState;
import dev.pubsub.agents.state.StateOwner;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.testkit.ManualExecutor;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private final List<List<Integer>> chunks = new ArrayList<>();
  private final List<BatchProgress> told = new ArrayList<>();
  private final BatchOptions byTwo = BatchOptions.DEFAULT.chunksOf(2).telling(told::add);

  private void note(List<Integer> chunk, Object failed) {
    chunks.add(List.copyOf(chunk));
  }

  @Test
  void itemsAreDoneInChunksAndInTheirOrder() {
    var batch = new Batches(Runnable::run, byTwo).run(List.of(1, 2, 3, 4, 5), this::note);

    assertThat(chunks).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    assertThat(batch.result().join())
        .isEqualTo(
            new BatchReport<>(new BatchProgress(5, 0, OptionalLong.of(5)), List.of(), false));
  }

  @Test
  void progressIsToldAfterEachChunk() {
    new Batches(Runnable::run, byTwo).run(List.of(1, 2, 3), this::note);

    assertThat(told)
        .containsExactly(
            new BatchProgress(2, 0, OptionalLong.of(3)),
            new BatchProgress(3, 0, OptionalLong.of(3)));
    assertThat(told.get(1).handled()).isEqualTo(3);
  }

  @Test
  void nothingIsPulledBeforeItsTurn() {
    AtomicInteger pulled = new AtomicInteger();
    List<Integer> heldAtMost = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    Stream<Integer> source = Stream.generate(pulled::incrementAndGet).limit(1000);

    var report =
        new Batches(Runnable::run, byTwo)
            .run(
                source,
                (chunk, failed) -> {
                  heldAtMost.add(pulled.get() - done.get());
                  done.addAndGet(chunk.size());
                })
            .result()
            .join();

    assertThat(heldAtMost).hasSize(500).containsOnly(2);
    assertThat(report.progress().succeeded()).isEqualTo(1000);
  }

  @Test
  void aSourceThatDoesNotKnowItsSizeHasNoTotal() {
    var batch =
        new Batches(Runnable::run, byTwo)
            .run(Stream.iterate(1, n -> n + 1).takeWhile(n -> n < 4), this::note);

    assertThat(batch.progress()).isEqualTo(new BatchProgress(3, 0, OptionalLong.empty()));
  }

  @Test
  void anItemThatFailsFailsAlone() {
    var batches = new Batches(Runnable::run, byTwo.keepingFailures(1));

    var report = batches.run(List.of(1, 0, 2, 0), ChunkTask.each(this::divide)).result().join();

    assertThat(report.progress().succeeded()).isEqualTo(2);
    assertThat(report.progress().failed()).isEqualTo(2);
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().get(0).item()).isZero();
    assertThat(report.failures().get(0).cause()).isInstanceOf(ArithmeticException.class);
  }

  private void divide(int by) {
    chunks.add(List.of(10 / by));
  }

  @Test
  void aChunkThatFailsFailsWithAllItsItemsAndTheOthersGoOn() {
    var report =
        new Batches(Runnable::run, byTwo)
            .run(
                List.of(1, 2, 3, 4, 5),
                (chunk, failed) -> {
                  failed.accept(chunk.get(0), new IllegalStateException("first"));
                  if (chunk.contains(3)) {
                    throw new IllegalStateException("all");
                  }
                })
            .result()
            .join();

    assertThat(report.progress()).isEqualTo(new BatchProgress(1, 4, OptionalLong.of(5)));
    assertThat(report.failures())
        .extracting(each -> each.item() + each.cause().getMessage())
        .containsExactly("1first", "3all", "4all", "5first");
  }

  @Test
  void whoCancelsGetsNoFurtherChunk() {
    ManualExecutor executor = new ManualExecutor();
    List<Batch<Integer>> self = new ArrayList<>();
    AtomicBoolean closed = new AtomicBoolean();
    Stream<Integer> endless = Stream.iterate(1, n -> n + 1).onClose(() -> closed.set(true));
    Batch<Integer> batch =
        new Batches(executor, byTwo.telling(progress -> self.get(0).cancel()))
            .run(endless, this::note);
    self.add(batch);

    executor.runAll();

    assertThat(chunks).containsExactly(List.of(1, 2));
    assertThat(batch.result().join().cancelled()).isTrue();
    assertThat(closed).isTrue();
  }

  @Test
  void asManyChunksAreUnderWayAsWereAskedFor() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    CyclicBarrier threeAtOnce = new CyclicBarrier(3);
    try {
      var batch =
          new Batches(executor, byTwo.inParallel(3))
              .run(
                  IntStream.range(0, 600).boxed(),
                  (chunk, failed) -> threeAtOnce.await(10, TimeUnit.SECONDS));

      assertThat(batch.result().get(20, TimeUnit.SECONDS).progress())
          .isEqualTo(new BatchProgress(600, 0, OptionalLong.of(600)));
      assertThat(told).hasSize(300);
      assertThat(told.stream().mapToLong(BatchProgress::handled)).isSorted();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aSourceThatBreaksEndsTheBatchAndItIsKnownHowFarItCame() {
    var batch =
        new Batches(Runnable::run, byTwo)
            .run(Stream.of(5, 1, 0, 1).map(n -> 10 / n), (chunk, failed) -> chunks.add(chunk));

    assertThatThrownBy(() -> batch.result().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ArithmeticException.class);
    assertThat(batch.progress().succeeded()).isEqualTo(2);
  }

  @Test
  void anExecutorThatTakesNothingIsAFailureOfTheBatch() {
    var batch =
        new Batches(
                task -> {
                  throw new RejectedExecutionException("full");
                },
                byTwo.inParallel(2))
            .run(List.of(1), this::note);

    assertThatThrownBy(() -> batch.result().get())
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(chunks).isEmpty();
  }

  @Test
  void whoIsInterruptedStops() {
    var batch =
        new Batches(Runnable::run, byTwo)
            .run(
                List.of(1, 2, 3, 4),
                ChunkTask.each(
                    item -> {
                      throw new InterruptedException("enough");
                    }));

    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> batch.result().get()).hasCauseInstanceOf(InterruptedException.class);
    assertThat(batch.progress().failed()).isEqualTo(2);
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> byTwo.chunksOf(0)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> byTwo.inParallel(0)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> byTwo.keepingFailures(-1)).isInstanceOf(PubSubException.class);
  }

  @Test
  void aBatchOfSignalsIsPublishedAndRefusalsAreFailures() throws InterruptedException {
    try (PubSub pubsub = PubSub.builder().discover(false).open()) {
      Bus bus = pubsub.bus();
      RecordingSubscriber received = new RecordingSubscriber();
      bus.subscribe("orders:*", received);
      var batches = new Batches(Runnable::run, byTwo);

      var report =
          batches
              .run(
                  Stream.of("orders:1", "orders:*", "orders:2").map(t -> new Publication(t, 1)),
                  ChunkTask.publishing(bus::publishAll))
              .result()
              .join();

      assertThat(received.await(2, Duration.ofSeconds(10))).hasSize(2);
      assertThat(report.progress()).isEqualTo(new BatchProgress(2, 1, OptionalLong.of(3)));
      assertThat(report.failures().get(0).cause())
          .isInstanceOfSatisfying(
              PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_TOPIC));
    }
  }

  @Test
  void eventsAndChangesOfStateGoByTheChunk() throws InterruptedException {
    try (PubSub pubsub = PubSub.builder().discover(false).open()) {
      EventBus events = new EventBus(pubsub.bus());
      StateOwner plan = SharedState.own(pubsub.bus(), "plan");
      RecordingSubscriber received = new RecordingSubscriber();
      events.subscribe("job.done", received);
      Batches batches = new Batches(Runnable::run, byTwo);

      batches.run(
          IntStream.range(0, 5).mapToObj(n -> new Event("job.done", n)),
          ChunkTask.publishing(events::emitAll));
      var states = batches.run(List.of("a", "b", "c"), ChunkTask.whole(keys -> put(plan, keys)));
      plan.close();
      var late = batches.run(List.of("d"), ChunkTask.whole(keys -> put(plan, keys)));

      assertThat(received.await(5, Duration.ofSeconds(10))).hasSize(5);
      assertThat(states.progress().succeeded()).isEqualTo(3);
      assertThat(plan.version()).isEqualTo(2);
      assertThat(late.progress().failed()).isEqualTo(1);
    }
  }

  private static PublishResult put(StateOwner plan, List<String> keys) {
    return plan.update(keys.stream().collect(Collectors.toMap(key -> key, key -> 1)), Set.of());
  }
}
