package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many letters for the same recipients in one place of the queue. Each is made when the worker
 * takes it, so whoever publishes them need not.
 */
final class Mailing extends Post {

  private IntFunction<Letter> letters;
  private final int count;
  private int taken;

  /** So many letters, of which each is asked for once, by its number from 0 on. */
  Mailing(int count, IntFunction<Letter> letters, Part[] parts) {
    super(null, parts);
    this.letters = letters;
    this.count = count;
  }

  /**
   * By the worker: takes as many as there is room for from a place on; returns where it ended. When
   * one cannot be made, for want of memory perhaps, it and the rest wait for the next time; thrown
   * only if nothing at all was taken before it.
   */
  int drainTo(@Nullable Letter[] room, Part[][] routes, int from) {
    int end = from;
    try {
      while (end < room.length && !isEmpty()) {
        room[end] = letters.apply(taken);
        taken++;
        end++;
      }
    } catch (RuntimeException | Error e) {
      if (end == 0) {
        throw e;
      }
    }
    Arrays.fill(routes, from, end, parts);
    return end;
  }

  /** Whether all were taken. */
  boolean isEmpty() {
    return taken == count;
  }

  @Override
  void clear() {
    super.clear();
    letters =
        i -> {
          throw new IllegalStateException("all were taken");
        };
  }
}
