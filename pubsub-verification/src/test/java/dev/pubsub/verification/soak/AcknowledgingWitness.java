package dev.pubsub.verification.soak;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.SubscriptionStats;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Acknowledges at once or later, rejects, asks again or throws: each mark comes to one end. */
final class AcknowledgingWitness extends Witness {

  private static final int ATTEMPTS = 3;

  /** What it subscribes with: the time for an attempt is never over. */
  static final Acknowledgement RULES =
      Acknowledgement.DEFAULT
          .withMaxAttempts(ATTEMPTS)
          .withAckTimeout(Duration.ofHours(1))
          .withBackOff(Duration.ofMillis(1), Duration.ofMillis(4));

  private final Executor later;
  private final Seen settled = new Seen();
  private final Map<Mark, Integer> attempts = new HashMap<>();
  private long acknowledged;
  private long rejected;
  private long exhausted;

  AcknowledgingWitness(Manner manner, Books books, Executor later, Random random) {
    super(manner, books, new AtomicInteger(), -1, random);
    this.later = later;
  }

  @Override
  void check(Delivery delivery, Mark mark) {
    int before = attempts.getOrDefault(mark, 0);
    expect(delivery.attempt() == before + 1, "attempt after " + before, mark);
  }

  @Override
  void handle(Delivery delivery, Mark mark) {
    int chance = random.nextInt(100);
    if (chance < 4) {
      tryAgain(mark, delivery.attempt());
      delivery.retryLater();
    } else if (chance < 6) {
      tryAgain(mark, delivery.attempt());
      throw new IllegalStateException("thrown on purpose");
    } else if (chance < 8) {
      settle(mark, () -> rejected++);
      delivery.reject("on purpose");
    } else {
      settle(mark, () -> acknowledged++);
      behave();
      Executor when = chance < 20 ? later : Runnable::run;
      when.execute(delivery::ack);
    }
  }

  private synchronized void tryAgain(Mark mark, int attempt) {
    if (attempt < ATTEMPTS) {
      attempts.put(mark, attempt);
    } else {
      settle(mark, () -> exhausted++);
    }
  }

  private synchronized void settle(Mark mark, Runnable count) {
    attempts.remove(mark);
    expect(settled.add(mark), "came again after it was settled", mark);
    count.run();
  }

  /** What it has settled counts as closed when closing came first. */
  @Override
  synchronized long delivered(SubscriptionStats told) {
    return isClosed() ? told.delivered() : acknowledged;
  }

  @Override
  synchronized List<String> faults(SubscriptionStats told) {
    List<String> all = super.faults(told);
    compare(all, "acknowledged", acknowledged, told.delivered());
    compare(all, "rejected", rejected, count(told, DropReason.REJECTED));
    compare(all, "had in vain", exhausted, count(told, DropReason.EXHAUSTED));
    return all;
  }

  private void compare(List<String> all, String what, long known, long told) {
    if (isClosed() ? told > known : told != known) {
      all.add("it has %s %d".formatted(what, known));
    }
  }
}
