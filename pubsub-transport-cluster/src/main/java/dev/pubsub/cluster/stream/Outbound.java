package dev.pubsub.cluster.stream;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a stream: keeps each signal until the other node has settled it, and hands out
 * what is to be sent, at first once and then again from the first that is missing there
 * (go-back-N). What the other node has seen and could not take waits here; the first of each topic
 * is tried again, and the others once that was taken. Any thread.
 */
public final class Outbound {

  /** How many of one topic may wait here that the other node could not take. */
  private static final int MOST_REFUSED = 1000;

  private final long stream;
  private final long window;
  private final TreeMap<Long, Numbered> unsettled = new TreeMap<>();
  private final Map<String, Integer> topics = new HashMap<>();
  private final Map<String, TreeSet<Long>> refused = new HashMap<>();
  private final TreeSet<Long> again = new TreeSet<>();
  private long next = 1;
  // The first that is not handed out, or is to be handed out again.
  private long unsent = 1;
  private long bytes;
  // Of what was handed out and is neither settled nor refused.
  private long underWay;
  private long lastMissed = -1;
  private boolean progress;

  /**
   * Nothing is kept.
   *
   * @param stream its number, higher than that of any before it to the same node
   * @param window how many bytes are handed out of which nothing has been heard
   */
  public Outbound(long stream, long window) {
    this.stream = stream;
    this.window = window;
  }

  /**
   * Keeps a signal.
   *
   * @param bus where it was published
   * @param topic of the bus
   * @param passage for whom it is
   * @param signal as it is written
   */
  public synchronized void add(String bus, String topic, Passage passage, byte[] signal) {
    Numbered numbered = new Numbered(bus, key(bus, topic), passage.numbered(stream, next), signal);
    unsettled.put(next, numbered);
    topics.merge(numbered.topic(), 1, Integer::sum);
    bytes += numbered.weight();
    next++;
  }

  private static String key(String bus, String topic) {
    return bus + ' ' + topic;
  }

  /**
   * Whether not too much of a topic is refused.
   *
   * @param bus its name
   * @param topic of the bus
   * @return whether one more may be added, as far as that goes
   */
  public synchronized boolean isOpenTo(String bus, String topic) {
    if (refused.isEmpty()) {
      return true;
    }
    Set<Long> those = refused.get(key(bus, topic));
    return those == null || those.size() < MOST_REFUSED;
  }

  /**
   * Whether something of a topic has not arrived: what follows must not overtake it.
   *
   * @param bus its name
   * @param topic of the bus
   * @return whether any is kept
   */
  public synchronized boolean keeps(String bus, String topic) {
    return !topics.isEmpty() && topics.containsKey(key(bus, topic));
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
    while (entry != null && isRefused(entry.getValue())) {
      entry = unsettled.higherEntry(entry.getKey());
    }
    // What is refused was handed out, or nothing that is settled behind would be believed.
    unsent = entry == null ? next : entry.getKey();
    if (entry == null || underWay >= window) {
      return null;
    }
    unsent++;
    underWay += entry.getValue().weight();
    return entry.getValue();
  }

  private boolean isRefused(Numbered numbered) {
    Set<Long> those = refused.get(numbered.topic());
    return those != null && those.contains(numbered.number());
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
    Set<Long> waiting = Set.copyOf(settled.waiting());
    long upTo = Math.min(settled.upTo(), unsent - 1);
    for (Numbered each : List.copyOf(unsettled.headMap(upTo, true).values())) {
      if (!waiting.contains(each.number())) {
        take(each);
      } else if (!isRefused(each)) {
        underWay -= each.weight();
        refused.computeIfAbsent(each.topic(), any -> new TreeSet<>()).add(each.number());
      }
    }
    // All that was under way behind the one that is missing says the same.
    boolean news = settled.missed() && settled.upTo() != lastMissed;
    if (news && settled.upTo() + 1 < unsent) {
      lastMissed = settled.upTo();
      goBack(settled.upTo() + 1);
      return true;
    }
    return false;
  }

  /** It is taken; if it had been refused, those behind it may be by now. */
  private void take(Numbered numbered) {
    progress = true;
    boolean wasRefused = isRefused(numbered);
    forget(numbered);
    Set<Long> behind = refused.get(numbered.topic());
    if (wasRefused && behind != null) {
      again.addAll(behind);
    }
  }

  private void forget(Numbered numbered) {
    if (isRefused(numbered)) {
      accept(numbered);
    } else if (numbered.number() < unsent) {
      underWay -= numbered.weight();
    }
    unsettled.remove(numbered.number());
    topics.computeIfPresent(numbered.topic(), (topic, count) -> count > 1 ? count - 1 : null);
    again.remove(numbered.number());
    bytes -= numbered.weight();
  }

  private void accept(Numbered numbered) {
    refused.computeIfPresent(
        numbered.topic(),
        (topic, those) -> those.remove(numbered.number()) && those.isEmpty() ? null : those);
  }

  /**
   * Has the first of each topic that was refused handed out again, and everything else too if
   * nothing was settled since the last call and nothing of it can still be under way.
   *
   * @param idle whether all that was handed out is sent
   * @return whether nothing was settled
   */
  public synchronized boolean retry(boolean idle) {
    boolean stuck = !progress;
    if (stuck && idle && underWay > 0) {
      goBack(0);
    }
    refused.values().forEach(those -> again.add(those.first()));
    progress = false;
    lastMissed = -1;
    return stuck;
  }

  private void goBack(long to) {
    underWay -=
        unsettled.subMap(to, unsent).values().stream()
            .filter(each -> !isRefused(each))
            .mapToLong(Numbered::weight)
            .sum();
    unsent = to;
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
    refused.clear();
    again.clear();
    underWay = 0;
    unsent = Math.min(unsent, base());
  }

  /**
   * What groups are owed.
   *
   * @return each group once for each topic
   */
  public synchronized Set<Owed> owed() {
    Set<Owed> owed = new HashSet<>();
    for (Numbered each : unsettled.values()) {
      each.passage().arrival().groups().forEach(group -> owed.add(Owed.of(each, group)));
    }
    return owed;
  }

  /**
   * Takes back what others of some groups are to have.
   *
   * @param those what is owed to these groups
   * @return each of these signals, for those groups alone; what is for others stays
   */
  public synchronized List<Numbered> takeBack(Set<Owed> those) {
    List<Numbered> taken = new ArrayList<>();
    for (Numbered each : those.isEmpty() ? List.<Numbered>of() : List.copyOf(unsettled.values())) {
      Arrival arrival = each.passage().arrival();
      List<GroupId> back = new ArrayList<>(arrival.groups());
      back.removeIf(group -> !those.contains(Owed.of(each, group)));
      if (!back.isEmpty()) {
        List<GroupId> left = new ArrayList<>(arrival.groups());
        left.removeAll(back);
        taken.add(each.with(new Arrival(false, back, arrival.hops())));
        // It keeps its place, or what follows would be waited for in vain.
        unsettled.put(
            each.number(), each.with(new Arrival(arrival.everyone(), left, arrival.hops())));
      }
    }
    return taken;
  }

  /**
   * Gives everything up.
   *
   * @return how many there were for somebody
   */
  public synchronized int clear() {
    List<Numbered> all = List.copyOf(unsettled.values());
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
