package dev.pubsub.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which alerts fire. Any thread. */
final class Board {

  private final String node;
  private final Duration after;
  private final Duration clearAfter;
  // Guarded by this.
  private final Map<Cause, Watched> watched = new LinkedHashMap<>();

  private static final class Watched {
    private final Hold hold;
    private Alert alert;

    Watched(Hold hold, Alert alert) {
      this.hold = hold;
      this.alert = alert;
    }
  }

  Board(String node, Duration after, Duration clearAfter) {
    this.node = node;
    this.after = after;
    this.clearAfter = clearAfter;
  }

  /**
   * One more look; of what nothing was read, it is as if nothing held.
   *
   * @param now in nanoseconds
   * @return the alerts that have just begun or ended
   */
  synchronized List<Alert> look(List<Reading> readings, long now, Instant time) {
    Map<Cause, Reading> holding =
        readings.stream()
            .filter(Reading::holds)
            .collect(
                Collectors.toMap(Reading::cause, each -> each, (a, b) -> b, LinkedHashMap::new));
    holding.forEach((cause, reading) -> note(cause, reading, time));
    List<Alert> changes = new ArrayList<>();
    for (Iterator<Map.Entry<Cause, Watched>> all = watched.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Cause, Watched> each = all.next();
      Watched seen = each.getValue();
      switch (seen.hold.look(holding.containsKey(each.getKey()), now)) {
        case FIRED -> changes.add(seen.alert);
        case CLEARED -> changes.add(seen.alert.over());
        case NONE -> {}
      }
      if (seen.hold.isIdle()) {
        all.remove();
      }
    }
    return changes;
  }

  private void note(Cause cause, Reading reading, Instant time) {
    Watched seen =
        watched.computeIfAbsent(
            cause,
            any -> new Watched(new Hold(after, clearAfter), new Alert(true, node, reading, time)));
    seen.alert = new Alert(true, node, reading, seen.alert.since());
  }

  /** What fires now, as it was at the last look at which it held; the oldest first. */
  synchronized List<Alert> firing() {
    return watched.values().stream()
        .filter(each -> each.hold.isFiring())
        .map(each -> each.alert)
        .toList();
  }
}
