package dev.pubsub.core.publish;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Interceptors;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Decision;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one path of a signal into the bus: admitted, stamped, routed, posted. Where nobody would ever
 * learn of it, it is admitted and counted, and not made.
 */
public final class Publisher {

  private static final Rejected CLOSED =
      new Rejected(StandardError.CLOSED, "the bus is closed; nothing was published");

  private final Catalog catalog;
  private final Posting posting;
  private final SignalIds ids;
  private final Clock clock;
  private final Turnstile turnstile;
  private final Interceptors interceptors;
  private final Priority usual;
  private final Deduplication deduplication;
  private final Totals totals;
  private final LongAdder stampedInVain = new LongAdder();
  private volatile boolean closed;

  /**
   * Open from the start.
   *
   * @param usual what normal priority is on this bus
   */
  public Publisher(
      Catalog catalog,
      SignalIds ids,
      Clock clock,
      Turnstile turnstile,
      Interceptors interceptors,
      Deduplication deduplication,
      Posting posting,
      Priority usual,
      Totals totals) {
    this.usual = usual;
    this.catalog = catalog;
    this.turnstile = turnstile;
    this.interceptors = interceptors;
    this.deduplication = deduplication;
    this.posting = posting;
    this.totals = totals;
    this.ids = ids;
    this.clock = clock;
  }

  /** Publishes. */
  public PublishResult publish(Sender sender, String name, Object payload, PublishOptions options) {
    Objects.requireNonNull(payload, "payload");
    if (closed) {
      return CLOSED;
    }
    Admission admission = turnstile.ask(sender, name, options);
    if (admission instanceof Admission.Granted) {
      return pass(sender, name, payload, options);
    }
    PublishResult result =
        turnstile.waitOrTurnAway(
            admission, sender, name, options, left -> pass(sender, name, payload, left));
    // While it waited to be let through, perhaps.
    return closed && result instanceof Rejected ? CLOSED : result;
  }

  private PublishResult pass(Sender sender, String name, Object payload, PublishOptions options) {
    return options.deduplicationId().isEmpty()
        ? admit(sender, name, payload, options)
        : once(sender, name, payload, options);
  }

  private PublishResult once(Sender sender, String name, Object payload, PublishOptions options) {
    PublishResult result =
        deduplication.once(sender, name, options, () -> admit(sender, name, payload, options));
    if (result == Deduplication.PENDING) {
      totals.rejected(catalog.shownName(name), Deduplication.PENDING.code());
    }
    return result;
  }

  private PublishResult admit(Sender sender, String name, Object payload, PublishOptions options) {
    Topic topic = catalog.find(name);
    if (topic == null) {
      Catalog.Entry entry = catalog.obtain(name);
      topic = entry instanceof Topic made ? made : elsewhere(name);
      if (topic == null) {
        return told(name, refused((Catalog.Fault) entry));
      }
    }
    return publishTo(topic, sender, payload, options);
  }

  /** The secret topic of that name of another node, or null. */
  private @Nullable Topic elsewhere(String name) {
    Topic topic = catalog.elsewhere(name);
    return topic != null && posting.leadsElsewhere(topic) ? topic : null;
  }

  private static Rejected refused(Catalog.Fault fault) {
    return new Rejected(fault.code(), fault.sentence());
  }

  /** Brings in what was published on another node, as it is. */
  public PublishResult enter(Sender link, Signal signal) {
    return enter(signal, topic -> posting.postHere(link, signal, topic));
  }

  /** Does the same for some of those who are here. */
  public PublishResult enter(Sender link, Signal signal, Arrival arrival) {
    return enter(signal, topic -> posting.post(link, signal, topic, arrival));
  }

  /** Has a member of a group have what one elsewhere will not have. */
  public void passOn(Sender link, Signal signal, GroupId group, int hops) {
    if (!closed && catalog.obtain(signal.topic()) instanceof Topic topic) {
      posting.passOn(link, signal, topic, group, hops);
    } else {
      totals.dropped(catalog.shownName(signal.topic()), DropReason.CLOSED, 1);
    }
  }

  private PublishResult enter(Signal signal, Function<Topic, PublishResult> post) {
    if (closed) {
      return CLOSED;
    }
    Catalog.Entry entry = catalog.obtain(signal.topic());
    return entry instanceof Topic topic
        ? told(topic.shownName(), post.apply(topic))
        : told(signal.topic(), refused((Catalog.Fault) entry));
  }

  /** The same to a topic that may be one to which only the bus itself publishes. */
  public PublishResult enter(Sender link, Signal signal, Topic topic) {
    return told(topic.shownName(), posting.post(link, signal, topic, Duration.ZERO));
  }

  /** Publishes to a topic that may be one to which only the bus itself does. */
  public PublishResult publishTo(
      Topic topic, Sender sender, Object payload, PublishOptions options) {
    long now = clock.millis();
    SignalId id = ids.next(now);
    if (interceptors.isEmpty() && posting.isUnheard(id, topic, options)) {
      topic.count();
      return told(topic.shownName(), new Accepted(id, 0, 0));
    }
    Signal signal = stamp(id, topic, sender, payload, options, now);
    PublishResult result =
        interceptors.isEmpty()
            ? post(sender, signal, topic, options)
            : intercepted(sender, signal, topic, options);
    if (result instanceof Rejected) {
      stampedInVain.increment();
      if (closed) {
        // While it waited, perhaps.
        return CLOSED;
      }
    }
    return told(topic.shownName(), result);
  }

  private static long millisUp(Duration span) {
    return span.plusNanos(999_999).toMillis();
  }

  /** The signal that a publish makes now. */
  Signal stamp(
      SignalId id, Topic topic, Sender sender, Object payload, PublishOptions options, long now) {
    return new Signal(
        id,
        topic.name(),
        options.type(),
        sender.source(),
        options.key(),
        urgency(options),
        options.headers(),
        payload,
        now,
        options.ttl().isZero() ? 0 : now + millisUp(options.ttl()));
  }

  /** How urgent a signal is on this bus. */
  Priority urgency(PublishOptions options) {
    return options.priority() == Priority.NORMAL ? usual : options.priority();
  }

  /** Whether nobody stands in the way of signals. */
  boolean isPlain() {
    return interceptors.isEmpty() && turnstile.isAlwaysOpen();
  }

  /** Tells of signals that all their subscribers have room for. */
  void tellAccepted(String topic, int matched, int count) {
    for (int i = 0; i < count; i++) {
      totals.published(topic, matched, 0);
    }
  }

  private PublishResult intercepted(
      Sender sender, Signal signal, Topic topic, PublishOptions options) {
    Decision decision = interceptors.ask(totals.bus(), signal);
    if (decision instanceof Decision.Pass pass) {
      return post(sender, pass.signal(), topic, options);
    }
    if (decision instanceof Decision.Reject reject) {
      return new Rejected(reject.code(), reject.reason(), reject.retryAfter());
    }
    posting.noteTakenOut(sender, signal, topic);
    totals.dropped(topic.shownName(), DropReason.INTERCEPTED, 1);
    return new Accepted(signal.id(), 0, 0);
  }

  private PublishResult post(Sender sender, Signal signal, Topic topic, PublishOptions options) {
    return posting.post(sender, signal, topic, options.patience());
  }

  private PublishResult told(String topic, PublishResult result) {
    if (result instanceof Accepted accepted) {
      totals.published(topic, accepted.matched(), accepted.dropped());
    } else if (result instanceof Rejected rejected) {
      totals.rejected(topic, rejected.code());
    }
    return result;
  }

  /** How many signals were accepted. */
  public long published() {
    return ids.made() - stampedInVain.sum();
  }

  /** What is known of publishes that have an id. */
  public Deduplication deduplication() {
    return deduplication;
  }

  /** Whether the bus is not closed. */
  public boolean isOpen() {
    return !closed;
  }

  /** Throws CLOSED once the bus is closed. */
  public void requireOpen() {
    if (closed) {
      throw new PubSubException(StandardError.CLOSED, "the bus is closed");
    }
  }

  /** Accepts nothing any more. */
  public void close() {
    closed = true;
  }
}
