package dev.pubsub.core.subscribe;

import dev.pubsub.StartAt;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.topic.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes subscriptions: an edit of the tree, after which publishers build their routes
 * anew. Edits are made one at a time.
 */
public final class Subscriptions {

  private final TopicTree<Audience> tree;
  private final MatchCache<Topic, Route> routes;
  private final Catalog catalog;
  private final Guard guard;
  private final Totals totals;
  private final Replay replay;
  private boolean closed;

  /** Nobody is subscribed yet. */
  public Subscriptions(
      TopicTree<Audience> tree,
      MatchCache<Topic, Route> routes,
      Catalog catalog,
      Guard guard,
      Totals totals,
      Replay replay) {
    this.tree = tree;
    this.routes = routes;
    this.catalog = catalog;
    this.guard = guard;
    this.totals = totals;
    this.replay = replay;
  }

  /**
   * Opens a subscription for a consumer.
   *
   * @param notFrom the door whose own signals are left out, or null
   * @param start where in the history it begins
   */
  public Subscription open(
      String text, Seat seat, @Nullable Object notFrom, StartAt start, Subscriber subscriber) {
    TopicPattern pattern = TopicPattern.parse(text, catalog.syntax());
    Receiver receiver = new Receiver(subscriber, text, notFrom, guard, totals);
    OpenSubscription opened =
        replay.isPossible() && (!pattern.isExact() || catalog.keepFor(text) > 0)
            ? replay.join(pattern, start, seat, () -> join(pattern, seat, receiver), this)
            : new OpenSubscription(
                join(pattern, seat, receiver), seat.shared(), Recovery.NONE, this);
    totals.happened(new BusEvent.Subscribed(totals.bus(), text));
    return opened;
  }

  private synchronized Recipient join(TopicPattern pattern, Seat seat, Receiver receiver) {
    if (closed) {
      throw new PubSubException(StandardError.CLOSED, "the bus is closed");
    }
    if (pattern.isExact() && catalog.obtain(pattern.text()) instanceof Catalog.Fault fault) {
      throw fault.refusal();
    }
    Audience audience = audience(pattern);
    Recipient recipient =
        new Recipient(
            receiver,
            seat.consumer(),
            audience.cohort(seat.lane(), seat.consumer().bounds()),
            seat.noRoom());
    seat.consumer().add(recipient);
    routes.forget();
    return recipient;
  }

  private Audience audience(TopicPattern pattern) {
    return tree.obtain(pattern, text -> new Audience(text, pattern.isExact()));
  }

  void leave(Recipient recipient) {
    if (cut(recipient)) {
      totals.happened(new BusEvent.Unsubscribed(totals.bus(), recipient.receiver().pattern()));
    }
  }

  /** Ends the subscription of somebody who cannot keep up. */
  public void disconnect(Recipient recipient) {
    if (cut(recipient)) {
      recipient.receiver().ended();
    }
  }

  private synchronized boolean cut(Recipient recipient) {
    if (!recipient.consumer().remove(recipient)) {
      return false;
    }
    // Read again from its text: kept by each of a million subscriptions it would take the most
    // room.
    TopicPattern pattern = TopicPattern.parse(recipient.receiver().pattern(), catalog.syntax());
    if (audience(pattern).isEmpty()) {
      tree.remove(pattern);
    }
    routes.forget();
    return true;
  }

  /** Lets a topic go that nobody subscribes to by its name; false when it stays. */
  public synchronized boolean expire(Topic topic) {
    boolean gone = !tree.hasExact(topic.name()) && catalog.expire(topic);
    if (gone) {
      routes.forget(topic);
    }
    return gone;
  }

  /** The audiences of all patterns. */
  public List<Audience> audiences() {
    List<Audience> audiences = new ArrayList<>();
    tree.forEach(audiences::add);
    return audiences;
  }

  /** Closes all subscriptions and opens none any more. */
  public synchronized void close() {
    closed = true;
    audiences()
        .forEach(
            audience ->
                audience
                    .recipients()
                    .forEach(
                        recipient -> {
                          recipient.consumer().remove(recipient);
                          recipient.consumer().resume();
                        }));
    routes.forget();
  }
}
