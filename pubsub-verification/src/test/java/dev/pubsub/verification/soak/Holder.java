package dev.pubsub.verification.soak;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Holds a durable subscription for a while. What it settles is settled for good; what it leaves
 * comes to another, and that may be more than it left, as the place that the bus remembers is
 * before the first that was left.
 */
final class Holder implements Subscriber {

  /** The time for an attempt is never over, nor are there too many. */
  static final Acknowledgement RULES =
      Acknowledgement.DEFAULT
          .withMaxAttempts(Acknowledgement.MAX_ATTEMPTS)
          .withAckTimeout(Duration.ofHours(1))
          .withBackOff(Duration.ofMillis(1), Duration.ofMillis(4));

  private final Seen settledByAny;
  private final Random random;
  private final Seen settled = new Seen();
  // Deliveries that it has done nothing about yet.
  private final List<Delivery> left = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private @Nullable Subscription subscription;
  private boolean settlesAll;
  private boolean closed;
  private long acknowledged;
  private long rejected;

  Holder(Seen settledByAny, Random random) {
    this.settledByAny = settledByAny;
    this.random = random;
  }

  synchronized void opened(Subscription opened) {
    subscription = opened;
  }

  @Override
  public synchronized void receive(Delivery delivery) {
    if (closed) {
      // Nobody knows whether it would count.
      return;
    }
    int chance = random.nextInt(100);
    if (settlesAll || chance < 85) {
      settle(delivery, chance < 5);
    } else if (chance < 90) {
      delivery.retryLater();
    } else if (chance < 95) {
      left.add(delivery);
    } else {
      throw new IllegalStateException("thrown on purpose");
    }
  }

  private void settle(Delivery delivery, boolean reject) {
    Mark mark = (Mark) delivery.signal().payload();
    if (!settled.add(mark) && faults.size() < 5) {
      faults.add("came again after it was settled: " + mark);
    }
    settledByAny.add(mark);
    if (reject) {
      rejected++;
      delivery.reject("on purpose");
    } else {
      acknowledged++;
      delivery.ack();
    }
  }

  /** From now on nothing is left. */
  synchronized void settleAll() {
    settlesAll = true;
    left.forEach(delivery -> settle(delivery, false));
    left.clear();
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    opened().close();
  }

  private synchronized Subscription opened() {
    return Objects.requireNonNull(subscription);
  }

  synchronized long rejected() {
    return rejected;
  }

  long dropped(DropReason reason) {
    return Witness.count(opened().stats(), reason);
  }

  /** What was broken, by what it saw and by what it is told now that all is quiet. */
  synchronized List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    SubscriptionStats told = opened().stats();
    if (told.delivered() != acknowledged || Witness.count(told, DropReason.REJECTED) != rejected) {
      all.add(
          "it has acknowledged %d and rejected %d; it is told %s"
              .formatted(acknowledged, rejected, told));
    }
    return all;
  }
}
