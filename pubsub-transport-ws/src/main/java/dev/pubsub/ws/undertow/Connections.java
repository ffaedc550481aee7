package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** All WebSockets, streams of events and answers to come. Any thread may use it. */
final class Connections {

  /** How much time each client that is asked to go adds to the time over which they are asked. */
  private static final Duration SPACING = Duration.ofMillis(10);

  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Set<Attached> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch drained = new CountDownLatch(1);
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean draining;
  private volatile boolean slow;

  Connections(Scheduler scheduler, RandomGenerator random) {
    this.scheduler = scheduler;
    this.random = random;
  }

  /** Takes one of so many places, to be given back; false when all are taken. */
  boolean takePlace(int places) {
    if (taken.incrementAndGet() <= places) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  void givePlaceBack() {
    taken.decrementAndGet();
  }

  int placesTaken() {
    return taken.get();
  }

  void add(Attached connection) {
    open.add(connection);
    if (slow) {
      tellSpeed(connection);
    }
    if (draining) {
      connection.dismiss();
    }
  }

  void remove(Attached connection) {
    open.remove(connection);
    if (draining && open.isEmpty()) {
      drained.countDown();
    }
  }

  /** How many there are of a kind. */
  long count(Class<? extends Attached> kind) {
    return open.stream().filter(kind::isInstance).count();
  }

  /** Reads from all clients slowly, those to come too, or not any more. */
  void readSlowly(boolean slowly) {
    slow = slowly;
    open.forEach(this::tellSpeed);
  }

  /** What is told last is what holds last, whoever comes meanwhile. */
  private synchronized void tellSpeed(Attached connection) {
    connection.readSlowly(slow);
  }

  /** Ends those that have been silent for too long. */
  void sweep() {
    long now = scheduler.nanoTime();
    open.forEach(connection -> connection.sweep(now));
  }

  /**
   * Asks each client to come back later, at a moment by chance, so that they do not all come back
   * at once. The last are asked when half of the time is over: the rest is for what they have yet
   * to read. Blocks until they have gone or the time is over.
   */
  void drain(Duration patience) throws InterruptedException {
    draining = true;
    List<Attached> leaving = List.copyOf(open);
    long longest = SPACING.multipliedBy(leaving.size()).toNanos();
    long spread = Math.min(longest, patience.toNanos() / 2);
    for (Attached connection : leaving) {
      Duration moment = Duration.ofNanos(random.nextLong(spread + 1));
      scheduler.schedule(moment, connection::dismiss);
    }
    if (open.isEmpty()) {
      drained.countDown();
    }
    drained.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Cuts all connections. */
  void end() {
    open.forEach(Attached::endSoon);
  }
}
