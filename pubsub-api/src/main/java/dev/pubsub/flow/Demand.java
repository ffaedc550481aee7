package dev.pubsub.flow;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of a stream and what it has requested. Deliveries and requests may meet on two
 * threads: whoever comes first {@linkplain #serve serves}, the other leaves it a note.
 */
final class Demand implements Subscriber, Flow.Subscription {

  private final Queue<Delivery> held = new ConcurrentLinkedQueue<>();
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger notes = new AtomicInteger();
  private volatile Flow.@Nullable Subscriber<? super Delivery> subscriber;
  private volatile @Nullable Subscription source;
  private volatile @Nullable Throwable failure;
  // Of whoever serves.
  private boolean paused;

  Demand(Flow.Subscriber<? super Delivery> subscriber) {
    this.subscriber = subscriber;
  }

  void open(Bus bus, String pattern, SubscribeOptions options) {
    // Rule 1.9: onSubscribe comes before everything else, a failure included.
    Flow.Subscriber<? super Delivery> now = subscriber;
    if (now != null) {
      now.onSubscribe(this);
    }
    if (isOver()) {
      return;
    }
    try {
      source = bus.subscribe(pattern, options, this);
      serve();
    } catch (PubSubException e) {
      fail(e);
    }
    if (isOver()) {
      // Cancelled while it was being opened.
      closeSource();
    }
  }

  // ---- the bus

  @Override
  public void receive(Delivery delivery) {
    held.add(delivery);
    serve();
  }

  @Override
  public void ended() {
    fail(
        new PubSubException(
            StandardError.OVERLOADED, "the bus ended the subscription, which could not keep up"));
  }

  // ---- the subscriber

  @Override
  public void request(long count) {
    if (count <= 0) {
      fail(
          new IllegalArgumentException(
              "at least 1 must be requested, not " + count + " (rule 3.9 of Reactive Streams)"));
    } else {
      requested.accumulateAndGet(count, Demand::sum);
      serve();
    }
  }

  /** Rule 3.17: as good as without end. */
  private static long sum(long before, long more) {
    long sum = before + more;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public void cancel() {
    // Rule 3.13: holds on to nobody.
    subscriber = null;
    closeSource();
    serve();
  }

  private void fail(Throwable cause) {
    failure = cause;
    serve();
  }

  private boolean isOver() {
    return subscriber == null;
  }

  private void closeSource() {
    Subscription open = source;
    if (open != null) {
      open.close();
    }
  }

  // ---- one thread at a time

  private void serve() {
    if (notes.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    while (seen != 0) {
      pass();
      steer();
      seen = notes.addAndGet(-seen);
    }
  }

  private void pass() {
    Flow.Subscriber<? super Delivery> now;
    while ((now = subscriber) != null) {
      Throwable cause = failure;
      if (cause != null && (held.isEmpty() || cause instanceof IllegalArgumentException)) {
        cancelQuietly();
        now.onError(cause);
        return;
      }
      if (requested.get() == 0) {
        return;
      }
      Delivery next = held.poll();
      if (next == null) {
        return;
      }
      if (requested.get() != Long.MAX_VALUE) {
        requested.decrementAndGet();
      }
      try {
        now.onNext(next);
      } catch (Throwable e) {
        // Rule 2.13: to be taken for cancelled.
        cancelQuietly();
        throw e;
      }
    }
    held.clear();
  }

  private void cancelQuietly() {
    subscriber = null;
    closeSource();
    held.clear();
  }

  /** Has the bus keep what nobody wants yet. */
  private void steer() {
    Subscription open = source;
    if (open == null || isOver()) {
      return;
    }
    boolean enough = requested.get() == 0 || !held.isEmpty();
    if (enough != paused) {
      paused = enough;
      try {
        if (enough) {
          open.pause();
        } else {
          open.resume();
        }
      } catch (PubSubException e) {
        // One of a session, which cannot be held back alone.
        closeSource();
        held.clear();
        failure = e;
        pass();
      }
    }
  }
}
