package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import org.jspecify.annotations.Nullable;

/** A ring of letters and whom each is for; grows as needed. Guarded by its consumer. */
final class Mailbox {

  private static final int SMALLEST = 8;

  private @Nullable Letter[] letters = new Letter[SMALLEST];
  private @Nullable Receiver[] receivers = new Receiver[SMALLEST];
  private int head;
  private int size;

  int size() {
    return size;
  }

  void add(Letter letter, Receiver receiver) {
    if (size == letters.length) {
      resize(size * 2);
    }
    int at = (head + size++) & (letters.length - 1);
    letters[at] = letter;
    receivers[at] = receiver;
  }

  /** Copies the oldest entries without taking them out; returns how many. */
  int peek(@Nullable Letter[] into, @Nullable Receiver[] whom) {
    int count = Math.min(size, into.length);
    for (int i = 0; i < count; i++) {
      int at = (head + i) & (letters.length - 1);
      into[i] = letters[at];
      whom[i] = receivers[at];
    }
    return count;
  }

  /** Takes the oldest entries out; a ring that is empty again goes back to its first size. */
  void remove(int count) {
    for (int i = 0; i < count; i++) {
      letters[head] = null;
      receivers[head] = null;
      head = (head + 1) & (letters.length - 1);
    }
    size -= count;
    if (size == 0 && letters.length > SMALLEST) {
      resize(SMALLEST);
    }
  }

  private void resize(int length) {
    @Nullable Letter[] moreLetters = new Letter[length];
    @Nullable Receiver[] moreReceivers = new Receiver[length];
    for (int i = 0; i < size; i++) {
      int at = (head + i) & (letters.length - 1);
      moreLetters[i] = letters[at];
      moreReceivers[i] = receivers[at];
    }
    letters = moreLetters;
    receivers = moreReceivers;
    head = 0;
  }
}
