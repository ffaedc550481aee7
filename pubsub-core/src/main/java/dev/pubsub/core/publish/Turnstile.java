package dev.pubsub.core.publish;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Gates;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Admission.Refused;
import dev.pubsub.spi.flow.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where publishers are let through at the rate that the gates grant. */
public final class Turnstile {

  private final Gates gates;
  private final Catalog catalog;
  private final SignalIds ids;
  private final Clock clock;
  private final Scheduler time;
  private final Totals totals;
  private final Patience patience;

  /** In front of a publisher, which has the same catalog and the same identities. */
  public Turnstile(
      Gates gates, Catalog catalog, SignalIds ids, Clock clock, Scheduler time, Totals totals) {
    this.gates = gates;
    this.catalog = catalog;
    this.ids = ids;
    this.clock = clock;
    this.time = time;
    this.totals = totals;
    this.patience = new Patience(time);
  }

  /** Whether nobody is ever stopped. */
  boolean isAlwaysOpen() {
    return gates.isEmpty();
  }

  /** What the gates say of a publish. */
  Admission ask(Sender sender, String name, PublishOptions options) {
    return gates.isEmpty()
        ? Admission.GRANTED
        : gates.ask(Operation.PUBLISH, totals.bus(), sender.source(), name, options.priority());
  }

  /**
   * Has a publisher that was not let through wait, if it may and wants to, and publishes once it
   * is.
   *
   * @param first what the gates have said
   * @param publish is given the options with what is left of the publisher's patience
   */
  PublishResult waitOrTurnAway(
      Admission first,
      Sender sender,
      String name,
      PublishOptions options,
      Function<PublishOptions, PublishResult> publish) {
    if (!(first instanceof Refused refused) || !refused.mayWait()) {
      return turnAway(name, first);
    }
    long begun = time.nanoTime();
    Duration longest = options.patience();
    Admission later =
        patience.tryAgain(longest, sender::isOpen, () -> otherThanWait(sender, name, options));
    if (!(later instanceof Admission.Granted)) {
      return turnAway(name, later == null ? first : later);
    }
    Duration left = longest.minusNanos(time.nanoTime() - begun);
    return publish.apply(options.waitingUpTo(left.isNegative() ? Duration.ZERO : left));
  }

  private @Nullable Admission otherThanWait(Sender sender, String name, PublishOptions options) {
    Admission admission = ask(sender, name, options);
    return admission instanceof Refused refused && refused.mayWait() ? null : admission;
  }

  private PublishResult turnAway(String name, Admission admission) {
    String shown = catalog.shownName(name);
    if (admission instanceof Refused refused) {
      totals.rejected(shown, refused.code());
      return new Rejected(refused.code(), refused.reason(), refused.retryAfter());
    }
    // Whoever publishes to what is no name is told so, though nothing would have come of it.
    Optional<Catalog.Fault> fault = catalog.faultIn(name);
    if (fault.isPresent()) {
      totals.rejected(shown, fault.get().code());
      return new Rejected(fault.get().code(), fault.get().sentence());
    }
    totals.dropped(shown, DropReason.SHED, 1);
    totals.published(shown, 0, 0);
    return new Accepted(ids.next(clock.millis()), 0, 0);
  }
}
