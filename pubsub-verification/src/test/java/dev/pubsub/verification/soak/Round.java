package dev.pubsub.verification.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One soak of two buses, begun and ended by one seed. */
final class Round {

  private static final List<String> BUSES = List.of("default", "other");
  private static final String LASTING = "lasting";
  private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

  private final Random random;
  private final Duration length;

  Round(long seed, Duration length) {
    this.random = new Random(seed);
    this.length = length;
  }

  /**
   * What was seen.
   *
   * @param published for how many subscriptions all that was published was
   * @param queued how many waited when the books were closed for the first time
   * @param dropped the losses by reason
   */
  record Report(long published, long queued, Map<DropReason, Long> dropped) {}

  Report run() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    ExecutorService later = Executors.newSingleThreadExecutor();
    try (PubSub pubsub = open()) {
      List<Stage> stages = new ArrayList<>();
      for (String bus : BUSES) {
        stages.add(new Stage(pubsub, bus, chance(), later));
      }
      return soak(stages, new Lasting(pubsub.bus(LASTING), chance()), threads);
    } finally {
      threads.shutdownNow();
      later.shutdownNow();
    }
  }

  private PubSub open() {
    return PubSub.builder()
        .discover(false)
        .set("pubsub.buses", "other," + LASTING)
        .set("pubsub.lanes", Integer.toString(1 + random.nextInt(3)))
        .set("pubsub.bus.other.lanes", "1")
        .set("pubsub.bus.other.soft-limit", "100")
        .set("pubsub.bus.other.priority", "high")
        .set("pubsub.deadletters.max", "100000000")
        .set("pubsub.durable.keep", "1000000")
        .open();
  }

  private Random chance() {
    return new Random(random.nextLong());
  }

  private Report soak(List<Stage> stages, Lasting lasting, ExecutorService threads)
      throws Exception {
    long end = System.nanoTime() + length.toNanos();
    BooleanSupplier goesOn = () -> System.nanoTime() - end < 0;
    List<Guest> staying = new ArrayList<>();
    List<Unrest> unrests = new ArrayList<>();
    for (Stage stage : stages) {
      List<Guest> guests = stage.subscribe();
      staying.addAll(guests);
      unrests.add(new Unrest(stage, guests, chance(), goesOn));
    }
    List<Runnable> work = new ArrayList<>(unrests);
    work.addAll(lasting.work(goesOn));
    for (int publisher = 0; publisher < Mark.PUBLISHERS; publisher++) {
      work.add(new Publishing(publisher, stages, chance(), goesOn));
    }
    List<Future<?>> running = new ArrayList<>();
    work.forEach(each -> running.add(threads.submit(each)));
    for (Future<?> each : running) {
      each.get(2, TimeUnit.MINUTES);
    }

    expectNone(lasting::faults, "durable subscriptions are held");
    lasting.close();
    expectNone(lasting::faults, "nobody holds durable subscriptions");
    expectNoFaults(stages, "some are held");
    long queued = waiting(stages);
    unrests.forEach(Unrest::letGo);
    await(() -> waiting(stages) == 0);
    assertThat(waiting(stages)).as("what waits though nobody is held").isZero();
    expectNoFaults(stages, "nobody is held");
    long published = stages.stream().mapToLong(stage -> stage.books().matched()).sum();
    staying.forEach(Guest::leave);
    expectNoFaults(stages, "all are closed");
    return new Report(published, queued, dropped(stages, lasting));
  }

  private static long waiting(List<Stage> stages) {
    return stages.stream().mapToLong(Stage::waiting).sum();
  }

  private static void expectNoFaults(List<Stage> stages, String when) {
    expectNone(() -> faults(stages), when);
  }

  private static void expectNone(Supplier<List<String>> faults, String when) {
    await(() -> faults.get().isEmpty());
    assertThat(faults.get()).as(when).isEmpty();
  }

  private static List<String> faults(List<Stage> stages) {
    return stages.stream().flatMap(stage -> stage.faults().stream()).toList();
  }

  private static void await(BooleanSupplier isSo) {
    long until = System.nanoTime() + PATIENCE;
    while (!isSo.getAsBoolean() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static Map<DropReason, Long> dropped(List<Stage> stages, Lasting lasting) {
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      long alone = stages.stream().mapToLong(stage -> stage.dropped(reason)).sum();
      dropped.put(reason, alone + lasting.dropped(reason));
    }
    return dropped;
  }
}
