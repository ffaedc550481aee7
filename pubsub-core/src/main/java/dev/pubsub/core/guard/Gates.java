package dev.pubsub.core.guard;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Asks several gates, and refuses the operation when one of them does what it must not. */
public final class Gates {

  private static final Admission FAILED =
      new Admission.Refused(
          StandardError.PLUGIN_FAILED,
          "a gate failed at the operation; the log of the bus says how",
          Duration.ZERO,
          false);

  private final Gate[] gates;
  private final FailureLog failures;

  /** All of these, to be asked in this order. */
  public Gates(List<Gate> gates, Scheduler time) {
    this.gates = gates.toArray(Gate[]::new);
    this.failures =
        new FailureLog(LoggerFactory.getLogger(Gates.class), "The gate {} failed", time);
  }

  /** Whether there is nobody to ask. */
  public boolean isEmpty() {
    return gates.length == 0;
  }

  /** What the first says that does not grant it, or that it is granted. */
  public Admission ask(
      Operation operation, String bus, String principal, String resource, Priority priority) {
    for (Gate each : gates) {
      Admission admission = guarded(each, operation, bus, principal, resource, priority);
      if (!(admission instanceof Admission.Granted)) {
        return admission;
      }
    }
    return Admission.GRANTED;
  }

  private Admission guarded(
      Gate gate,
      Operation operation,
      String bus,
      String principal,
      String resource,
      Priority priority) {
    try {
      return Objects.requireNonNull(
          gate.admit(operation, bus, principal, resource, priority), "no admission");
    } catch (Throwable e) {
      failures.failed(gate.getClass().getName(), e);
      return FAILED;
    }
  }

  /** Throws what a gate says that does not grant something other than a publish. */
  public void require(Operation operation, String bus, String principal, String resource) {
    Admission admission = ask(operation, bus, principal, resource, Priority.NORMAL);
    if (admission instanceof Admission.Refused refused) {
      throw new PubSubException(refused.code(), refused.reason(), refused.retryAfter());
    }
    if (admission instanceof Admission.Shed) {
      throw new PubSubException(
          StandardError.OVERLOADED, "there is no room for it at present; nothing was done");
    }
  }
}
