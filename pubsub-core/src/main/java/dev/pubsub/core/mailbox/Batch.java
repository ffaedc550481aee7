package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Outcome;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.spi.Scheduler;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a drain has in its hands, and how its delivery went. */
final class Batch {

  private static final int SIZE = 32;
  private static final long FAST_NANOS = 5_000;
  private static final long FAST_ALONE_NANOS = 100_000;

  private final @Nullable Letter[] letters = new Letter[SIZE];
  private final @Nullable Receiver[] receivers = new Receiver[SIZE];
  // Guarded by the consumer.
  private int count;
  private boolean replay;
  private int failures;
  private boolean alone;
  private boolean fast;
  private boolean held;
  // Written by the drain, read by whoever asks how much waits.
  private volatile int done;

  void takeFrom(Mailbox mailbox, boolean onlyOne) {
    replay = mailbox.isReplayNext();
    count = mailbox.take(letters, receivers, onlyOne ? 1 : SIZE);
    alone = count == 1 && mailbox.isEmpty();
    done = 0;
    failures = 0;
    held = false;
  }

  int count() {
    return count;
  }

  int failures() {
    return failures;
  }

  /** Whether its one letter was given back. */
  boolean isHeld() {
    return held;
  }

  /** As fast as a lane asks of its subscribers: where more waits, and where nothing does. */
  boolean wasFast() {
    return fast;
  }

  /** How many are not handled yet and take up room. */
  int waiting() {
    return replay ? 0 : count - done;
  }

  /** Whom the last letter was for. */
  Receiver receiver() {
    return Objects.requireNonNull(receivers[count - 1]);
  }

  /** Calls the subscribers. By the drain, without the lock. */
  void deliver(Scheduler time) {
    long start = time.nanoTime();
    for (int i = 0; i < count; i++) {
      Receiver receiver = Objects.requireNonNull(receivers[i]);
      Outcome outcome = receiver.receive(Objects.requireNonNull(letters[i]));
      if (outcome == Outcome.HELD) {
        // Alone in its batch: whoever is supervised is called with one at a time.
        held = true;
        receiver.endOfBatch();
        return;
      }
      failures += outcome == Outcome.FAILED ? 1 : 0;
      if (i + 1 == count || receivers[i + 1] != receiver) {
        receiver.endOfBatch();
      }
      done = i + 1;
    }
    long nanos = time.nanoTime() - start;
    fast = nanos < (alone ? FAST_ALONE_NANOS : FAST_NANOS * count);
    receiver().took(nanos, count, 1);
    Arrays.fill(letters, 0, count, null);
  }

  /** Nothing in hand any more; what was given back is the next in the mailbox. */
  void clear(Mailbox mailbox) {
    if (held) {
      mailbox.putBack(
          Objects.requireNonNull(letters[0]), Objects.requireNonNull(receivers[0]), replay);
      letters[0] = null;
      held = false;
    }
    Arrays.fill(receivers, 0, count, null);
    count = 0;
    done = 0;
  }
}
