package dev.pubsub.core.subscribe;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A whole bus with its own threads, on which each state has a topic of its own. */
final class SharedBus {

  private static final PubSub PUBSUB =
      PubSub.builder()
          .discover(false)
          .set("pubsub.lanes", "2")
          .set("pubsub.topics.max", "10000000")
          .set("pubsub.history", "kept:**=10")
          // A signal whose way is noted takes none of the shorter ones.
          .set("pubsub.trace.rate", "0")
          .open();
  private static final long LONGEST_NANOS = 5_000_000_000L;
  private static final AtomicLong TOPICS = new AtomicLong();

  static final Bus BUS = PUBSUB.bus();

  private SharedBus() {}

  static String topic() {
    return "stress:" + TOPICS.incrementAndGet();
  }

  /** Of such a topic the history is kept. */
  static String keptTopic() {
    return "kept:" + TOPICS.incrementAndGet();
  }

  static Session session() {
    return PUBSUB.gateway().open(BUS.name(), new Principal("stress"), SessionOptions.DEFAULT);
  }

  /** Publishes a digit; returns for how many subscriptions it was. */
  static int publish(String topic, int digit) {
    if (BUS.publish(topic, digit) instanceof PublishResult.Accepted accepted) {
      return accepted.matched();
    }
    throw new AssertionError("refused");
  }

  /** Waits until nothing waits for a subscription that is open. */
  static void await(Subscription subscription) {
    while (subscription.stats().waiting() > 0) {
      Thread.onSpinWait();
    }
  }

  /** Waits until something is so, but not for ever: a signal that is lost never comes. */
  static void await(BooleanSupplier isSo) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!isSo.getAsBoolean() && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  static int closed(Subscription subscription) {
    return subscription.stats().dropped().getOrDefault(DropReason.CLOSED, 0L).intValue();
  }

  /** Notes the digits that it receives, as one number. */
  static final class Notes implements Subscriber {
    private volatile int digits;
    private volatile int count;
    private volatile int late;
    private volatile boolean over;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time, which is what is promised
    public void receive(Delivery delivery) {
      late += over ? 1 : 0;
      digits = digits * 10 + (Integer) delivery.signal().payload();
      count++;
    }

    /** What comes from now on is late. */
    void end() {
      over = true;
    }

    int late() {
      return late;
    }

    /** All that was received, in its order. */
    int digits() {
      return digits;
    }

    int count() {
      return count;
    }

    /** How often a digit was received. */
    int count(int digit) {
      return (int) Integer.toString(digits).chars().filter(each -> each == '0' + digit).count();
    }
  }
}
