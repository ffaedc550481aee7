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

  /** Whether there are just those that others have of some topics. */
  boolean areThoseOf(BitSet topics, Seen others) {
    Map<Integer, BitSet> theirs = others.copy();
    theirs.keySet().removeIf(sequence -> !topics.get(sequence % Mark.TOPICS));
    return copy().equals(theirs);
  }

  private synchronized Map<Integer, BitSet> copy() {
    Map<Integer, BitSet> copy = new HashMap<>();
    numbers.forEach((sequence, seen) -> copy.put(sequence, (BitSet) seen.clone()));
    return copy;
  }
}
