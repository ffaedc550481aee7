package dev.pubsub.monitoring.alert;

import dev.pubsub.monitoring.alert.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the alerts that fire together into one incident, so that somebody is called once. It is over
 * once none has fired for a while. Any thread.
 */
final class Incidents {

  private final String node;
  private final Hold hold;
  // Guarded by this.
  private @Nullable Incident open;

  /**
   * There is none.
   *
   * @param quiet how long none fires before it is over
   */
  Incidents(String node, Duration quiet) {
    this.node = node;
    this.hold = new Hold(Duration.ZERO, quiet);
  }

  /**
   * One more look.
   *
   * @param firing the alerts that fire
   * @param now in nanoseconds
   * @return what has just become of an incident
   */
  synchronized Optional<Incident> look(List<Alert> firing, long now, Instant time) {
    List<Alert> worstFirst =
        firing.stream().sorted(Comparator.comparing(Alert::severity).reversed()).toList();
    Hold.Change change = hold.look(!firing.isEmpty(), now);
    Incident before = open;
    if (before == null) {
      open =
          change == Hold.Change.FIRED
              ? new Incident(State.OPENED, node, worstFirst.get(0).severity(), time, worstFirst)
              : null;
      return Optional.ofNullable(open);
    }
    if (change == Hold.Change.CLEARED) {
      open = null;
      return Optional.of(before.become(State.CLOSED, before.severity(), List.of()));
    }
    Severity worst = firing.isEmpty() ? before.severity() : worstFirst.get(0).severity();
    boolean isWorse = worst.compareTo(before.severity()) > 0;
    Incident after =
        before.become(
            isWorse ? State.RAISED : before.state(),
            isWorse ? worst : before.severity(),
            worstFirst);
    open = after;
    return isWorse ? Optional.of(after) : Optional.empty();
  }

  /** The one that is open. */
  synchronized Optional<Incident> open() {
    return Optional.ofNullable(open);
  }
}
