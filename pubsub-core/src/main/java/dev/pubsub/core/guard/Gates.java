package dev.pubsub.core.guard;

import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Asks several authorizers, then several gates, and refuses the operation when one of them does
 * what it must not.
 */
public final class Gates {

  private static final Admission FAILED =
      new Admission.Refused(
          StandardError.PLUGIN_FAILED,
          "a gate failed at the operation; the log of the bus says how",
          Duration.ZERO,
          false);

  private static final Optional<String> BROKEN =
      Optional.of("an authorizer failed at the operation; the log of the bus says how");

  private final Authorizer[] authorizers;
  private final Gate[] gates;
  private final Observer observer;
  private final FailureLog failures;

  /**
   * All of these, to be asked in this order.
   *
   * @param observer hears of what authorizers refuse; must not throw
   */
  public Gates(List<Authorizer> authorizers, List<Gate> gates, Observer observer, Scheduler time) {
    this.authorizers = authorizers.toArray(Authorizer[]::new);
    this.gates = gates.toArray(Gate[]::new);
    this.observer = observer;
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(Gates.class), "{} failed, which says what may happen", time);
  }

  /** Whether there is nobody to ask. */
  public boolean isEmpty() {
    return gates.length == 0 && authorizers.length == 0;
  }

  /** What the first says that does not grant it, or that it is granted. */
  public Admission ask(
      Operation operation, String bus, String principal, String resource, Priority priority) {
    Optional<String> forbidden = refusal(operation, bus, principal, resource);
    if (forbidden.isPresent()) {
      return new Admission.Refused(StandardError.FORBIDDEN, forbidden.get(), Duration.ZERO, false);
    }
    for (Gate each : gates) {
      Admission admission = guarded(each, operation, bus, principal, resource, priority);
      if (!(admission instanceof Admission.Granted)) {
        return admission;
      }
    }
    return Admission.GRANTED;
  }

  /** The same as {@link #forbids}, of something that somebody has tried to do. */
  private Optional<String> refusal(
      Operation operation, String bus, String principal, String resource) {
    Optional<String> forbidden = forbids(operation, bus, principal, resource);
    // What an authorizer that breaks says is in the log; nobody has done anything wrong.
    if (forbidden.isPresent() && !forbidden.equals(BROKEN)) {
      observer.happened(new BusEvent.Forbidden(bus, principal, operation, Catalog.shown(resource)));
    }
    return forbidden;
  }

  private Optional<String> forbids(
      Operation operation, String bus, String principal, String resource) {
    for (Authorizer each : authorizers) {
      Optional<String> forbidden = guarded(each, operation, bus, principal, resource);
      if (forbidden.isPresent()) {
        return forbidden;
      }
    }
    return Optional.empty();
  }

  private Optional<String> guarded(
      Authorizer authorizer, Operation operation, String bus, String principal, String resource) {
    try {
      return Objects.requireNonNull(
          authorizer.forbids(operation, bus, principal, resource), "no decision");
    } catch (Throwable e) {
      failures.failed(authorizer.getClass().getName(), e);
      return BROKEN;
    }
  }

  /** Whether somebody may do something, whatever the gates say now; no observer hears of it. */
  public boolean allows(Operation operation, String bus, String principal, String resource) {
    return forbids(operation, bus, principal, resource).isEmpty();
  }

  /** Throws FORBIDDEN when somebody may never do something, whatever the gates say now. */
  public void requireAllowed(Operation operation, String bus, String principal, String resource) {
    refusal(operation, bus, principal, resource)
        .ifPresent(
            sentence -> {
              throw new PubSubException(StandardError.FORBIDDEN, sentence);
            });
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
    ask(operation, bus, principal, resource, Priority.NORMAL).orThrow();
  }
}
