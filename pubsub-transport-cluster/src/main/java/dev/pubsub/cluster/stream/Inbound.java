package dev.pubsub.cluster.stream;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The receiving end of a stream: takes each signal once. One that cannot be taken yet waits at the
 * sender, and so do those of the same topic behind it; others go on. Any thread.
 */
public final class Inbound {

  /** How many may wait at the sender before it is not heeded further. */
  static final int MANY = 20_000;

  private final TreeMap<Long, String> waiting = new TreeMap<>();
  private final Map<String, TreeSet<Long>> byTopic = new HashMap<>();
  // 0 until the sender has said where it begins.
  private long expected;
  private long stream;
  private boolean missed;
  private boolean stopped;

  /** Takes nothing any more: whatever else comes is for the sender to keep. */
  public synchronized void stop() {
    stopped = true;
  }

  /**
   * The sender says where it is.
   *
   * @param resume nothing before it will come any more
   */
  public synchronized void resume(Frame.Resume resume) {
    if (resume.stream() < stream) {
      return;
    }
    if (resume.stream() > stream) {
      stream = resume.stream();
      expected = 0;
      waiting.clear();
      byTopic.clear();
    }
    expected = Math.max(expected, resume.base());
    List<Long> gone = List.copyOf(waiting.headMap(resume.base()).keySet());
    gone.forEach(this::done);
  }

  /**
   * Takes a signal, unless it was taken before, or must wait.
   *
   * @param passage its place
   * @param topic and its bus
   * @param enter brings it in; false when it cannot be taken yet
   */
  public synchronized void take(Passage passage, String topic, BooleanSupplier enter) {
    long number = passage.number();
    if (stopped || passage.stream() != stream) {
      return;
    }
    if (number > expected) {
      missed = true;
      return;
    }
    if (number == expected) {
      if (waiting.size() == MANY) {
        return;
      }
      expected++;
      // Whatever happens, it has not been taken until it is.
      waiting.put(number, topic);
      byTopic.computeIfAbsent(topic, any -> new TreeSet<>()).add(number);
    }
    if (isFirst(number) && enter.getAsBoolean()) {
      done(number);
    }
  }

  /** Whether it has not been taken, and none of its topic before it. */
  private boolean isFirst(long number) {
    String topic = waiting.get(number);
    TreeSet<Long> numbers = topic == null ? null : byTopic.get(topic);
    return numbers != null && numbers.first() == number;
  }

  private void done(long number) {
    String topic = waiting.remove(number);
    if (topic != null) {
      byTopic.computeIfPresent(
          topic, (same, numbers) -> numbers.remove(number) && numbers.isEmpty() ? null : numbers);
    }
  }

  /**
   * What the sender is to be told.
   *
   * @return how far it has come
   */
  public synchronized Frame.Settled settled() {
    Frame.Settled settled =
        new Frame.Settled(
            stream, Math.max(0, expected - 1), new ArrayList<>(waiting.keySet()), missed);
    missed = false;
    return settled;
  }
}
