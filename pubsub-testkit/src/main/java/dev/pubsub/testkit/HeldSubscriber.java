package dev.pubsub.testkit;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Blocks in one of its signals until a test lets it go, so that signals pile up behind it. Any
 * thread may use it.
 */
public final class HeldSubscriber implements Subscriber {

  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Object> payloads = new ArrayList<>();
  private final AtomicInteger endings = new AtomicInteger();

  private final int blocksAt;

  /** Blocks in the first signal. */
  public HeldSubscriber() {
    this(1);
  }

  /**
   * Blocks in one signal, and in none before or after it.
   *
   * @param blocksAt which one, counted from 1
   */
  public HeldSubscriber(int blocksAt) {
    this.blocksAt = blocksAt;
  }

  @Override
  public void receive(Delivery delivery) throws InterruptedException {
    int count;
    synchronized (payloads) {
      payloads.add(delivery.signal().payload());
      count = payloads.size();
    }
    if (count == blocksAt) {
      blocked.countDown();
      released.await();
    }
  }

  @Override
  public void ended() {
    endings.incrementAndGet();
  }

  /**
   * Waits until it blocks.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  public void awaitBlocked() throws InterruptedException {
    if (!blocked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it has not received as many signals as it was to block at");
    }
  }

  /** Lets it go on, and never blocks again. */
  public void release() {
    released.countDown();
  }

  /**
   * The payloads of what it has received, the one in its hands included.
   *
   * @return in the order in which they came
   */
  public List<Object> payloads() {
    synchronized (payloads) {
      return List.copyOf(payloads);
    }
  }

  /**
   * How often it was told that the bus has ended its subscription.
   *
   * @return the number of calls
   */
  public int endings() {
    return endings.get();
  }
}
