package dev.pubsub.verification.soak;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** What the publishers of one bus know: what they tried, and what they were told came of it. */
final class Books {

  private static final int SEQUENCES = Mark.PUBLISHERS * Mark.TOPICS;

  private final AtomicIntegerArray begun = new AtomicIntegerArray(SEQUENCES);
  private final AtomicIntegerArray accepted = new AtomicIntegerArray(SEQUENCES);
  private final AtomicIntegerArray refused = new AtomicIntegerArray(SEQUENCES);
  private final LongAdder matched = new LongAdder();

  /** What a publisher publishes next. */
  Mark next(int publisher, int topic) {
    int number = begun.incrementAndGet(publisher * Mark.TOPICS + topic);
    return new Mark(publisher, topic, number);
  }

  void note(Mark mark, PublishResult result) {
    if (result instanceof Accepted known) {
      matched.add(known.matched());
      accepted.incrementAndGet(mark.sequence());
    } else if (result instanceof Rejected no && no.code().name().equals("OVERLOADED")) {
      refused.incrementAndGet(mark.sequence());
    } else {
      throw new AssertionError(mark + ": " + result);
    }
  }

  /** For how many subscriptions all that was accepted was. */
  long matched() {
    return matched.sum();
  }

  /** The last number of each sequence. */
  int[] latest() {
    return IntStream.range(0, SEQUENCES).map(begun::get).toArray();
  }

  /** How many were tried of some topics. */
  long begun(BitSet topics) {
    return sum(begun, topics);
  }

  /** How many were accepted of some topics. */
  long accepted(BitSet topics) {
    return sum(accepted, topics);
  }

  /** How many were refused of some topics. */
  long refused(BitSet topics) {
    return sum(refused, topics);
  }

  private static long sum(AtomicIntegerArray counts, BitSet topics) {
    return IntStream.range(0, SEQUENCES)
        .filter(sequence -> topics.get(sequence % Mark.TOPICS))
        .mapToLong(counts::get)
        .sum();
  }
}
