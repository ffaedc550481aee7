package dev.pubsub.core.deliver;

import dev.pubsub.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What became of all signals of a bus, subscriptions that are closed by now included. */
public final class Totals {

  private final LongAdder delivered = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  /** All zero. */
  public Totals() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  void delivered(long count) {
    delivered.add(count);
  }

  void dropped(DropReason reason, long count) {
    Objects.requireNonNull(dropped.get(reason)).add(count);
  }

  /** Deliveries handled without an exception. */
  public long delivered() {
    return delivered.sum();
  }

  /** Losses by reason, without those that are zero. */
  public Map<DropReason, Long> dropped() {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    dropped.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            losses.put(reason, count.sum());
          }
        });
    return losses;
  }
}
