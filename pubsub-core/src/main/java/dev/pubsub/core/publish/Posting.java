package dev.pubsub.core.publish;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.store.History;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store.Stored;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The last step of publishing: room is made sure of, the signal is kept, and posted. */
public final class Posting {

  static final Duration RETRY_AFTER = Duration.ofMillis(50);

  private final Router router;
  private final History history;
  private final Expiry expiry;
  private final Patience patience;

  /** The way to the subscriptions that a router finds. */
  public Posting(Router router, History history, Expiry expiry, Scheduler time) {
    this.router = router;
    this.history = history;
    this.expiry = expiry;
    this.patience = new Patience(time);
  }

  /**
   * Posts, as soon as there is room wherever nothing may be lost.
   *
   * @param longest how long to wait for room
   */
  PublishResult post(Sender sender, Signal signal, Topic topic, Duration longest) {
    PublishResult result = attempt(sender, signal, topic);
    if (result == null) {
      result = patience.tryAgain(longest, sender::isOpen, () -> attempt(sender, signal, topic));
    }
    return result != null
        ? result
        : new Rejected(
            StandardError.OVERLOADED,
            "a subscription that must not lose anything has no room; nothing was published",
            RETRY_AFTER);
  }

  private @Nullable PublishResult attempt(Sender sender, Signal signal, Topic topic) {
    return topic.keep() == null
        ? step(sender, signal, topic, null)
        // Asked again: a durable subscription may have come, or gone, while others took steps.
        : history.step(() -> step(sender, signal, topic, topic.keep()));
  }

  /** Whether a topic that is not here leads to another node. */
  boolean leadsElsewhere(Topic topic) {
    return router.route(topic).matched() > 0;
  }

  /** Null when there is no room. */
  private @Nullable PublishResult step(
      Sender sender, Signal signal, Topic topic, @Nullable Retention keep) {
    Route way = router.route(topic, signal);
    if (way == null) {
      return new Rejected(
          StandardError.NODE_NOT_FOUND,
          "there is no other node '%s', or it cannot be reached"
              .formatted(Router.nodeOf(signal.headers())));
    }
    Route route = way.choose(signal, sender);
    if (!route.reserve(signal.priority())) {
      return null;
    }
    Signal here = router.here(signal);
    Stored stored = null;
    if (keep != null && here != null) {
      try {
        stored = history.append(here, keep);
      } catch (PubSubException e) {
        route.release();
        return new Rejected(e.code(), e.getMessage());
      }
    }
    topic.count();
    int dropped = route.post(new Letter(here == null ? signal : here, sender, stored, expiry));
    return new Accepted(signal.id(), route.matched(), dropped);
  }
}
