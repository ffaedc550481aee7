package dev.pubsub.resilience.resource;

import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Lets nothing new begin while resources are scarce. What runs goes on, and so does what the
 * platform does itself.
 */
final class ResourceGate implements Gate {

  /** Of those a signal takes something; of the others only who comes in or subscribes does. */
  private static final Set<String> TAKEN_BY_SIGNALS =
      Set.of(Watermarks.CPU, Watermarks.DIRECT, Watermarks.DISK, Watermarks.HEAP, Watermarks.QUEUE);

  private static final Admission REFUSED =
      new Admission.Refused(
          StandardError.OVERLOADED,
          "resources are scarce at present, and nothing new is begun; nothing was done",
          Duration.ofSeconds(1),
          true);

  private volatile boolean sheds;
  private volatile boolean refusesNewcomers;
  private volatile boolean refusesSignals;

  @Override
  public Admission admit(
      Operation operation, String bus, String principal, String resource, Priority priority) {
    // Whatever is given up, this is: one read for those who come while there is enough. Whoever
    // administers mends what is scarce.
    if (!sheds || operation == Operation.ADMINISTER || principal.startsWith("system:")) {
      return Admission.GRANTED;
    }
    if (operation != Operation.PUBLISH) {
      return refusesNewcomers ? REFUSED : Admission.GRANTED;
    }
    if (refusesSignals && priority != Priority.HIGH) {
      return REFUSED;
    }
    return priority == Priority.LOW ? Admission.SHED : Admission.GRANTED;
  }

  /** What it gives up. */
  List<Relief> reliefs() {
    return List.of(
        new Relief(
            PressureLevel.HIGH,
            Set.of(),
            "publishes of low priority, which are accepted, counted as SHED, and reach nobody",
            () -> sheds = true,
            () -> sheds = false),
        new Relief(
            PressureLevel.CRITICAL,
            Set.of(),
            "new connections, subscriptions, topics, agents and actions, which are refused with"
                + " OVERLOADED",
            () -> refusesNewcomers = true,
            () -> refusesNewcomers = false),
        new Relief(
            PressureLevel.CRITICAL,
            TAKEN_BY_SIGNALS,
            "publishes that are not of high priority, which are refused with OVERLOADED",
            () -> refusesSignals = true,
            () -> refusesSignals = false));
  }
}
