package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.signal.Priority;
import org.jspecify.annotations.Nullable;

/** The queues of a lane, one for each priority. */
final class Queues {

  private final PostQueue high = new PostQueue();
  private final PostQueue normal = new PostQueue();
  private final PostQueue low = new PostQueue();

  /** Puts in a post, or several that are linked from the first to the last. */
  void add(Post first, Post last, Priority priority) {
    switch (priority) {
      case HIGH -> high.add(first, last);
      case NORMAL -> normal.add(first, last);
      case LOW -> low.add(first, last);
    }
  }

  /** By the worker: fills the arrays with the most urgent; returns how many there were. */
  int drainTo(@Nullable Letter[] letters, Part[][] routes) {
    int count = high.drainTo(letters, routes, 0);
    count = normal.drainTo(letters, routes, count);
    return low.drainTo(letters, routes, count);
  }

  /** By the worker: true only if no producer has begun to put anything in. */
  boolean isEmpty() {
    return high.isEmpty() && normal.isEmpty() && low.isEmpty();
  }
}
