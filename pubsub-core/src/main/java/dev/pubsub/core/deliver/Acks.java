package dev.pubsub.core.deliver;

import dev.pubsub.Acknowledgement;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a subscription needs to acknowledge.
 *
 * @param rules attempts, time and rests
 * @param redelivery keeps what is to be delivered again
 * @param deadLetters takes what will not be
 * @param progress learns how far it has come
 */
public record Acks(
    Acknowledgement rules,
    Redelivery redelivery,
    DeadLetterBox deadLetters,
    Progress progress,
    Scheduler time,
    RandomGenerator random) {

  /** How long to rest after an attempt that failed; by chance from half of that to all. */
  Duration restAfter(int attempt) {
    long first = rules.firstBackOff().toNanos();
    long longest = rules.longestBackOff().toNanos();
    int doublings = Math.min(attempt - 1, Long.numberOfLeadingZeros(first) - 1);
    long rest = first == 0 ? 0 : Math.min(longest, first << doublings);
    return Duration.ofNanos(rest - (long) (random.nextDouble() * rest / 2));
  }
}
