package dev.pubsub.core.deliver;

import dev.pubsub.DropReason;
import dev.pubsub.core.guard.Observers;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What became of all signals of a bus, subscriptions that are closed by now included. Whoever looks
 * on is told from here.
 */
public final class Totals {

  private static final int MAX_CODES = 100;
  private static final String OTHER = "OTHER";

  private final String bus;
  private final Observer observer;
  private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
  private final Timings timings = new Timings();
  private final LongAdder delivered = new LongAdder();
  private final Losses losses = new Losses();

  /**
   * All zero.
   *
   * @param bus the name of the bus
   * @param observer must not throw
   */
  public Totals(String bus, Observer observer) {
    this.bus = bus;
    this.observer = observer;
  }

  /** The name of the bus. */
  public String bus() {
    return bus;
  }

  /** Passes on that a signal was accepted; accepted ones are counted where they are stamped. */
  public void published(String topic, int matched, int lost) {
    observer.published(bus, topic, matched, lost);
  }

  /** Whether anybody looks at samples of publishes. */
  public boolean isSampling() {
    return Observers.anySamples(observer);
  }

  /** Passes on how long a publish took, and to how many it went. */
  public void sampled(String topic, int matched, long nanos) {
    observer.sampled(bus, topic, matched, nanos);
  }

  /** Counts a signal that was refused. */
  public void rejected(String topic, ErrorCode code) {
    String name = code.name();
    boolean known = rejected.containsKey(name) || rejected.size() < MAX_CODES;
    rejected.computeIfAbsent(known ? name : OTHER, key -> new LongAdder()).increment();
    observer.rejected(bus, topic, name);
  }

  void delivered(String pattern, long count) {
    delivered.add(count);
    observer.delivered(bus, pattern, count);
  }

  /** Counts losses of a subscription, or of a topic that nobody was asked about. */
  public void dropped(String pattern, DropReason reason, long count) {
    losses.add(reason, count);
    observer.dropped(bus, pattern, reason, count);
  }

  /** Passes on what happened. */
  public void happened(BusEvent event) {
    observer.happened(event);
  }

  /** Signals that were refused. */
  public long rejected() {
    return rejected.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Signals that were refused, by the code of the refusal. */
  public Map<String, Long> rejectedByCode() {
    return rejected.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }

  /** How long calls of subscribers took. */
  public Timings timings() {
    return timings;
  }

  /** Deliveries handled without an exception. */
  public long delivered() {
    return delivered.sum();
  }

  /** Losses by reason, without those that are zero. */
  public Map<DropReason, Long> dropped() {
    return losses.copy();
  }
}
