package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a durable subscription makes sure of while another takes a step is not cut by others. */
final class KeepingRaceTest {

  private static final Retention FOR_DURABLE = Retention.newest(100);

  private final HeldStore store = new HeldStore();
  private final List<Sink> sinks = new ArrayList<>();
  private final ManualBus on =
      ManualBus.with(
          Contributions.builder().store(bus -> store).pressureSource(sinks::add).build(),
          "pubsub.history",
          "held=10,a=10",
          "pubsub.durable.keep",
          "100");
  private final List<Thread> threads = new ArrayList<>();

  /** Holds whoever appends to "held", and remembers what it was told of "a". */
  private static final class HeldStore extends FullStore {

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final List<Retention> told = new CopyOnWriteArrayList<>();

    @Override
    public Stored append(Signal signal, Retention keep) {
      if (signal.topic().equals("held")) {
        begun.countDown();
        ManualBus.await(() -> release.getCount() == 0);
      } else {
        told.add(keep);
      }
      return new Place(signal, "the end");
    }

    @Override
    public void keep(String topic, Retention keep) {
      if (topic.equals("a")) {
        told.add(keep);
      }
    }
  }

  private record Place(Signal signal, String position) implements Store.Stored {}

  @AfterEach
  void close() {
    store.release.countDown();
    on.close();
  }

  private Thread begin(Runnable task) {
    Thread thread = new Thread(task);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void somebodyTakesAStep() throws InterruptedException {
    begin(() -> on.bus.publish("held", 1));
    store.begun.await();
  }

  private void aDurableSubscriptionMakesSureOfItsTopic() {
    begin(() -> on.bus.subscribe("a", SubscribeOptions.DEFAULT.durable("mine"), delivery -> {}));
    ManualBus.await(() -> !on.bus.durableSubscriptions().list().isEmpty());
  }

  private void allComeToTheirEnd() throws InterruptedException {
    store.release.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void aSignalThatWaitsForItsStepIsKeptAsIsRightByThen() throws Exception {
    somebodyTakesAStep();
    Thread publisher = begin(() -> on.bus.publish("a", 1));
    ManualBus.await(() -> publisher.getState() == Thread.State.BLOCKED);
    aDurableSubscriptionMakesSureOfItsTopic();
    allComeToTheirEnd();

    assertThat(store.told).containsExactly(FOR_DURABLE);
  }

  @Test
  void aHistoryThatIsToShrinkShrinksAsFarAsIsRightByThen() throws Exception {
    on.bus.topics().create("a");
    somebodyTakesAStep();
    Thread pressing = begin(() -> sinks.forEach(sink -> sink.report("heap", PressureLevel.HIGH)));
    ManualBus.await(
        () ->
            pressing.getState() == Thread.State.BLOCKED
                || pressing.getState() == Thread.State.TERMINATED);
    aDurableSubscriptionMakesSureOfItsTopic();
    allComeToTheirEnd();

    assertThat(store.told).containsExactly(FOR_DURABLE);
  }
}
