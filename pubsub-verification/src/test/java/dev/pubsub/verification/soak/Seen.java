package dev.pubsub.verification.soak;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which marks were seen. */
final class Seen {

  private final Map<Integer, BitSet> numbers = new HashMap<>();

  /** False when it was seen before. */
  synchronized boolean add(Mark mark) {
    BitSet sequence = numbers.computeIfAbsent(mark.sequence(), key -> new BitSet());
    boolean isNew = !sequence.get(mark.number());
    sequence.set(mark.number());
    return isNew;
  }

  /** How many there are of some topics. */
  synchronized long count(BitSet topics) {
    return numbers.entrySet().stream()
        .filter(sequence -> topics.get(sequence.getKey() % Mark.TOPICS))
        .mapToLong(sequence -> sequence.getValue().cardinality())
        .sum();
  }
}
