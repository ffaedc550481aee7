package dev.pubsub.cluster.stream;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.spi.edge.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a stream: keeps each signal until the other node has settled it, and hands out
 * what is to be sent, at first once and then again from the first that is not settled (go-back-N).
 * Any thread.
 */
public final class Outbound {

  private final long stream;
  private final long window;
  private final TreeMap<Long, Numbered> unsettled = new TreeMap<>();
  private long next = 1;
  // The first that is not handed out, or is to be handed out again.
  private long unsent = 1;
  private long bytes;
  private long bytesSent;
  private boolean progress;
  // What the other node has seen and could not take, and which of it is to be handed out again.
  private Set<Long> refused = Set.of();
  private final TreeSet<Long> again = new TreeSet<>();
  private long lastMissed = -1;

  /**
   * Nothing is kept.
   *
   * @param stream its number, higher than that of any before it to the same node
   * @param window how many bytes are handed out that are not settled
   */
  public Outbound(long stream, long window) {
    this.stream = stream;
    this.window = window;
  }

  /**
   * Keeps a signal.
   *
   * @param bus where it was published
   * @param passage for whom it is
   * @param signal as it is written
   */
  public synchronized void add(String bus, Passage passage, byte[] signal) {
    Numbered numbered = new Numbered(bus, passage.numbered(next), signal);
    unsettled.put(next, numbered);
    bytes += numbered.weight();
    next++;
  }

  /**
   * Hands out what is to be sent next.
   *
   * @return null when there is nothing, or the window is full
   */
  public synchronized @Nullable Numbered poll() {
    if (!again.isEmpty()) {
      return unsettled.get(again.pollFirst());
    }
    Map.Entry<Long, Numbered> entry = unsettled.ceilingEntry(unsent);
    if (entry == null || bytesSent >= window) {
      return null;
    }
    unsent = entry.getKey() + 1;
    bytesSent += entry.getValue().weight();
    return entry.getValue();
  }

  /**
   * Lets go what has arrived.
   *
   * @param settled what the other node says
   * @return whether what is missing there is to be handed out again at once
   */
  public synchronized boolean settled(Frame.Settled settled) {
    if (settled.stream() != stream) {
      return false;
    }
    Set<Long> waiting = new TreeSet<>(settled.waiting());
    List<Numbered> done =
        unsettled.headMap(Math.min(settled.upTo(), next - 1), true).values().stream()
            .filter(each -> !waiting.contains(each.number()))
            .toList();
    done.forEach(this::forget);
    progress |= !done.isEmpty();
    waiting.retainAll(unsettled.keySet());
    refused = waiting;
    // All that was under way behind the one that is missing says the same.
    boolean news = settled.missed() && settled.upTo() != lastMissed;
    if (news && settled.upTo() + 1 < unsent) {
      lastMissed = settled.upTo();
      goBack(settled.upTo() + 1);
      return true;
    }
    return false;
  }

  private void forget(Numbered numbered) {
    unsettled.remove(numbered.number());
    again.remove(numbered.number());
    bytes -= numbered.weight();
    if (numbered.number() < unsent) {
      bytesSent -= numbered.weight();
    }
  }

  /**
   * Has handed out again what could not be taken, and all of it if nothing was settled since the
   * last call.
   */
  public synchronized void retry() {
    if (progress) {
      refused.stream().filter(number -> number < unsent).forEach(again::add);
    } else if (!unsettled.isEmpty() && unsettled.firstKey() < unsent) {
      goBack(0);
    }
    progress = false;
    lastMissed = -1;
  }

  private void goBack(long to) {
    bytesSent -= unsettled.subMap(to, unsent).values().stream().mapToLong(Numbered::weight).sum();
    unsent = to;
    again.clear();
  }

  /**
   * Where it is.
   *
   * @return for the other node, which need not wait for what was before
   */
  public synchronized Frame.Resume resume() {
    return new Frame.Resume(stream, base());
  }

  private long base() {
    return unsettled.isEmpty() ? next : unsettled.firstKey();
  }

  /** Has everything handed out again: the other node was away. */
  public synchronized void restart() {
    if (unsent > base()) {
      goBack(base());
    }
  }

  /**
   * Takes back what was for groups, whose members elsewhere are to have it.
   *
   * @return what was for groups, perhaps among others; what is for others stays
   */
  public synchronized List<Numbered> takeBackShared() {
    List<Numbered> shared =
        unsettled.values().stream()
            .filter(each -> !each.passage().arrival().groups().isEmpty())
            .toList();
    for (Numbered each : shared) {
      Arrival rest = new Arrival(each.passage().arrival().everyone(), List.of(), 0);
      // It keeps its place, or what follows would be waited for in vain.
      unsettled.put(
          each.number(),
          new Numbered(each.bus(), new Passage(false, rest, each.number()), each.signal()));
    }
    return shared;
  }

  /**
   * Gives everything up.
   *
   * @return how many there were for somebody
   */
  public synchronized int clear() {
    List<Numbered> all = new ArrayList<>(unsettled.values());
    all.forEach(this::forget);
    return (int) all.stream().filter(each -> each.passage().leadsToSomebody()).count();
  }

  /**
   * How many are kept.
   *
   * @return those that are not settled
   */
  public synchronized int size() {
    return unsettled.size();
  }

  /**
   * How much they take.
   *
   * @return about so many bytes
   */
  public synchronized long bytes() {
    return bytes;
  }
}
