package dev.pubsub.core.functional;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Blocks in one of its signals until it is released. */
final class HeldSubscriber implements Subscriber {

  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Object> payloads = new CopyOnWriteArrayList<>();
  private final int blocksAt;

  HeldSubscriber(int blocksAt) {
    this.blocksAt = blocksAt;
  }

  @Override
  public void receive(Delivery delivery) throws InterruptedException {
    payloads.add(delivery.signal().payload());
    if (payloads.size() == blocksAt) {
      blocked.countDown();
      released.await();
    }
  }

  /** Returns when it blocks. */
  void awaitBlocked() throws InterruptedException {
    if (!blocked.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it never blocked");
    }
  }

  void release() {
    released.countDown();
  }

  /** What it has got, the one it blocks in included. */
  List<Object> payloads() {
    return payloads;
  }
}
