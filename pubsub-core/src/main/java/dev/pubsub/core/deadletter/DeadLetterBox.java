package dev.pubsub.core.deadletter;

import dev.pubsub.DeadLetters;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The dead letters of a bus in memory: the newest of them, up to a bound. */
public final class DeadLetterBox implements DeadLetters {

  private final int capacity;
  private final Deque<DeadLetter> newestFirst = new ArrayDeque<>();
  private long forgotten;

  /**
   * An empty box.
   *
   * @param capacity how many it keeps
   */
  public DeadLetterBox(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps one, for which the oldest goes if need be. */
  public synchronized void add(DeadLetter letter) {
    newestFirst.addFirst(letter);
    if (newestFirst.size() > capacity) {
      newestFirst.removeLast();
      forgotten++;
    }
  }

  @Override
  public synchronized List<DeadLetter> list(int limit) {
    if (limit < 1) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a list needs a limit of 1 or more, not " + limit);
    }
    return newestFirst.stream().limit(limit).toList();
  }

  @Override
  public synchronized int count() {
    return newestFirst.size();
  }

  @Override
  public synchronized long forgotten() {
    return forgotten;
  }
}
