package dev.pubsub.core.publish;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** The one path of a signal into the bus: admitted, stamped, routed, posted. */
public final class Publisher {

  private final Catalog catalog;
  private final Router router;
  private final SignalIds ids;
  private final Clock clock;
  private volatile boolean closed;

  /** Open from the start. */
  public Publisher(Catalog catalog, Router router, SignalIds ids, Clock clock) {
    this.catalog = catalog;
    this.router = router;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Publishes.
   *
   * @param door through which the signal comes, told apart by identity
   * @param source the name of the principal behind that door
   */
  public PublishResult publish(
      Object door, String source, String name, Object payload, PublishOptions options) {
    Objects.requireNonNull(payload, "payload");
    requireOpen();
    Topic topic = catalog.find(name);
    if (topic == null) {
      Optional<Catalog.Fault> fault = catalog.faultOf(name);
      if (fault.isPresent()) {
        return new PublishResult.Rejected(fault.get().code(), fault.get().sentence());
      }
      topic = catalog.obtain(name);
    }
    long now = clock.millis();
    SignalId id = ids.next(now);
    Signal signal = new Signal(id, topic.name(), options.type(), source, payload, now);
    topic.count();
    Route route = router.route(topic);
    int dropped = route.post(new Letter(signal, door));
    return new PublishResult.Accepted(id, route.matched(), dropped);
  }

  /** How many signals were accepted. */
  public long published() {
    return ids.made();
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
