package dev.pubsub.core.subscribe;

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
  private boolean closed;

  /** Nobody is subscribed yet. */
  public Subscriptions(
      TopicTree<Audience> tree,
      MatchCache<Topic, Route> routes,
      Catalog catalog,
      Guard guard,
      Totals totals) {
    this.tree = tree;
    this.routes = routes;
    this.catalog = catalog;
    this.guard = guard;
    this.totals = totals;
  }

  /**
   * Opens a subscription for a consumer.
   *
   * @param notFrom the door whose own signals are left out, or null
   */
  public Subscription open(
      String text, Seat seat, @Nullable Object notFrom, Subscriber subscriber) {
    TopicPattern pattern = TopicPattern.parse(text, catalog.syntax());
    if (pattern.isExact() && catalog.find(text) == null) {
      makeTopic(text);
    }
    Receiver receiver = new Receiver(subscriber, text, notFrom, guard, totals);
    return new OpenSubscription(pattern, join(pattern, seat, receiver), this);
  }

  private void makeTopic(String name) {
    catalog
        .faultOf(name)
        .ifPresent(
            fault -> {
              throw new PubSubException(fault.code(), fault.sentence());
            });
    catalog.obtain(name);
  }

  private synchronized Recipient join(TopicPattern pattern, Seat seat, Receiver receiver) {
    if (closed) {
      throw new PubSubException(StandardError.CLOSED, "the bus is closed");
    }
    Audience audience = tree.obtain(pattern, Audience::new);
    Recipient recipient =
        new Recipient(
            receiver,
            seat.consumer(),
            audience.cohort(seat.lane(), seat.consumer().capacity()),
            pattern.isExact());
    seat.consumer().add(recipient);
    routes.forget();
    return recipient;
  }

  synchronized void leave(TopicPattern pattern, Recipient recipient) {
    if (recipient.receiver().isClosed()) {
      return;
    }
    recipient.consumer().remove(recipient);
    if (tree.obtain(pattern, Audience::new).isEmpty()) {
      tree.remove(pattern);
    }
    routes.forget();
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
