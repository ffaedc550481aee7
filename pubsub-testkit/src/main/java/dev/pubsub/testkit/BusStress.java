package dev.pubsub.testkit;

import dev.pubsub.Bus;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.testkit.StressSubscriber.Behaviour;
import dev.pubsub.testkit.StressSubscriber.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes from several threads to several topics, to subscribers that behave and subscribers that
 * do not, while others come and go; then compares what arrived with what was published, by counts
 * that the bus has no part in.
 */
public final class BusStress {

  private static final int TOPICS = 4;
  private static final int SUBSCRIPTIONS = 60;
  private static final int BREATH = 1024;
  private static final String[] KEYS = {"a", "b", "c", "d", "e"};
  private static final List<Overflow> POLICIES =
      List.of(
          Overflow.DROP_NEWEST,
          Overflow.DROP_OLDEST,
          Overflow.LATEST_PER_KEY,
          Overflow.DEAD_LETTER);

  private final Bus bus;
  private final long seed;
  private final int publishers;
  private final int signalsEach;
  private final Runnable beat;
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<StressSubscriber> subscribers = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final AtomicIntegerArray published = new AtomicIntegerArray(TOPICS);

  /**
   * A plan that was not carried out yet.
   *
   * @param bus a bus without other traffic
   * @param seed decides which topic each signal goes to
   * @param publishers how many threads publish
   * @param signalsEach how many signals each of them publishes
   * @param beat called again and again while the stress lasts, to move time on where it is manual
   */
  public BusStress(Bus bus, long seed, int publishers, int signalsEach, Runnable beat) {
    this.bus = bus;
    this.seed = seed;
    this.publishers = publishers;
    this.signalsEach = signalsEach;
    this.beat = beat;
  }

  /**
   * What was seen.
   *
   * @param published how many signals were published
   * @param faults one sentence for each promise that was broken; empty when all were kept
   * @param dropped how many deliveries to lasting subscriptions were dropped, for any reason
   */
  public record Report(long published, List<String> faults, long dropped) {}

  /**
   * Carries the plan out. Blocks until the bus is quiet again.
   *
   * @return what was seen
   * @throws InterruptedException when the thread is interrupted
   */
  public Report run() throws InterruptedException {
    subscribe();
    AtomicBoolean over = new AtomicBoolean();
    Thread churn = start("churn", () -> comeAndGo(over));
    Thread beats = start("beat", () -> beatUntil(over));
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < publishers; i++) {
      int publisher = i;
      running.add(start("publisher-" + i, () -> publish(publisher)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    gate.countDown();
    awaitQuiet();
    over.set(true);
    churn.join();
    beats.join();
    return report();
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, "stress-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Four of each kind of bad behaviour, one for each policy; all others are good. */
  private void subscribe() {
    Behaviour[] kinds = Behaviour.values();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      Behaviour kind =
          i < POLICIES.size() * kinds.length ? kinds[i % kinds.length] : Behaviour.GOOD;
      StressSubscriber subscriber = new StressSubscriber(kind, publishers, gate);
      subscribers.add(subscriber);
      SubscribeOptions options =
          SubscribeOptions.DEFAULT
              .withCapacity(1024)
              .withOverflow(POLICIES.get(i / kinds.length % POLICIES.size()));
      subscriptions.add(bus.subscribe(topic(i % TOPICS), options, subscriber));
    }
  }

  private static String topic(int number) {
    return "stress:" + number;
  }

  private void publish(int publisher) {
    Random random = new Random(seed + publisher);
    for (int i = 0; i < signalsEach; i++) {
      int topic = random.nextInt(TOPICS);
      PublishResult result =
          bus.publish(
              topic(topic),
              new Numbered(publisher, i),
              PublishOptions.DEFAULT.withKey(KEYS[i % KEYS.length]));
      if (!(result instanceof PublishResult.Accepted)) {
        throw new AssertionError("refused: " + result);
      }
      published.incrementAndGet(topic);
      if (i % BREATH == 0) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private void comeAndGo(AtomicBoolean over) {
    for (int i = 0; !over.get(); i++) {
      Behaviour kind = i % 50 == 0 ? Behaviour.BLOCKS : Behaviour.GOOD;
      StressSubscriber passing = new StressSubscriber(kind, publishers, gate);
      Subscription subscription =
          bus.subscribe(i % 3 == 0 ? "stress:+" : topic(i % TOPICS), passing);
      LockSupport.parkNanos(i % 3 * 500_000L);
      subscription.close();
    }
  }

  private void beatUntil(AtomicBoolean over) {
    while (!over.get()) {
      beat.run();
      LockSupport.parkNanos(200_000);
    }
  }

  private void awaitQuiet() {
    while (subscriptions.stream().anyMatch(each -> each.stats().waiting() > 0)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private Report report() {
    List<String> faults = new ArrayList<>();
    long total = 0;
    long dropped = 0;
    for (int i = 0; i < TOPICS; i++) {
      total += published.get(i);
    }
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      dropped += subscriptions.get(i).stats().droppedTotal();
      faults.addAll(
          subscribers.get(i).faults(subscriptions.get(i).stats(), published.get(i % TOPICS)));
    }
    return new Report(total, faults, dropped);
  }
}
