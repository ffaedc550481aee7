package dev.pubsub.core.deliver;

import dev.pubsub.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts by reason, on any thread. */
final class Losses {

  private final Map<DropReason, LongAdder> counts = new EnumMap<>(DropReason.class);

  Losses() {
    for (DropReason reason : DropReason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  void add(DropReason reason, long count) {
    of(reason).add(count);
  }

  long count(DropReason reason) {
    return of(reason).sum();
  }

  private LongAdder of(DropReason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }

  /** Those that are not zero. */
  Map<DropReason, Long> copy() {
    Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
    counts.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            copy.put(reason, count.sum());
          }
        });
    return copy;
  }
}
