package dev.pubsub.testkit;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers what it receives, for a test to wait for and look at. Any thread may use it. */
public final class RecordingSubscriber implements Subscriber {

  private final Lock lock = new ReentrantLock();
  private final Condition received = lock.newCondition();
  private final List<Signal> signals = new ArrayList<>();
  private int batches;

  /** Has received nothing yet. */
  public RecordingSubscriber() {}

  @Override
  public void receive(Delivery delivery) {
    lock.lock();
    try {
      signals.add(delivery.signal());
      received.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void endOfBatch() {
    lock.lock();
    try {
      batches++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What has been received so far.
   *
   * @return the signals in the order in which they came
   */
  public List<Signal> signals() {
    lock.lock();
    try {
      return List.copyOf(signals);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The payloads of what has been received so far.
   *
   * @return the payloads in the order in which they came
   */
  public List<Object> payloads() {
    return signals().stream().map(Signal::payload).toList();
  }

  /**
   * How often a batch came to its end.
   *
   * @return the number of calls
   */
  public int batches() {
    lock.lock();
    try {
      return batches;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until so many signals have come.
   *
   * @param count how many at least
   * @param patience how long to wait at most
   * @return what has been received by then
   * @throws AssertionError when fewer have come
   * @throws InterruptedException when the thread is interrupted
   */
  public List<Signal> await(int count, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (signals.size() < count) {
        if (left <= 0) {
          throw new AssertionError("waited for " + count + " signals, got " + signals.size());
        }
        left = received.awaitNanos(left);
      }
      return List.copyOf(signals);
    } finally {
      lock.unlock();
    }
  }
}
