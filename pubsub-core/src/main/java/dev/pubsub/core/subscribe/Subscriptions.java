package dev.pubsub.core.subscribe;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Group;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.topic.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes subscriptions: an edit of the tree, after which publishers build their routes
 * anew. Edits are made one at a time.
 */
public final class Subscriptions {

  private final TopicTree<Audience> tree;
  private final MatchCache<Topic, Route> routes;
  private final Lanes lanes;
  private final Catalog catalog;
  private final Guard guard;
  private final Totals totals;
  private final Replay replay;
  // Guarded by the routes, like every change: publishers may have to make changes wait.
  private boolean closed;

  /** Nobody is subscribed yet. */
  public Subscriptions(
      TopicTree<Audience> tree,
      MatchCache<Topic, Route> routes,
      Lanes lanes,
      Catalog catalog,
      Guard guard,
      Totals totals,
      Replay replay) {
    this.tree = tree;
    this.routes = routes;
    this.lanes = lanes;
    this.catalog = catalog;
    this.guard = guard;
    this.totals = totals;
    this.replay = replay;
  }

  /**
   * Opens a subscription for a consumer.
   *
   * @param notFrom the door whose own signals are left out, or null
   * @param options of which the group and the start matter here
   */
  public Subscription open(
      String text,
      Seat seat,
      @Nullable Object notFrom,
      SubscribeOptions options,
      Subscriber subscriber) {
    TopicPattern pattern = TopicPattern.parse(text, catalog.syntax());
    Supplier<Recipient> join = () -> join(pattern, seat, notFrom, options.group(), subscriber);
    OpenSubscription opened =
        replay.isPossible() && (!pattern.isExact() || catalog.keeps(text))
            ? replay.join(pattern, options.start(), seat, join, this)
            : new OpenSubscription(join.get(), Recovery.NONE, this);
    totals.happened(new BusEvent.Subscribed(totals.bus(), text));
    return opened;
  }

  private Recipient join(
      TopicPattern pattern,
      Seat seat,
      @Nullable Object notFrom,
      String group,
      Subscriber subscriber) {
    synchronized (routes) {
      if (closed) {
        throw new PubSubException(StandardError.CLOSED, "the bus is closed");
      }
      if (pattern.isExact() && catalog.obtain(pattern.text()) instanceof Catalog.Fault fault) {
        throw fault.refusal();
      }
      Audience audience = audience(pattern);
      Recipient recipient =
          group.isEmpty()
              ? alone(pattern, audience, seat, notFrom, subscriber)
              : sharing(pattern, audience.group(group, lanes), seat, notFrom, subscriber);
      routes.forget();
      return recipient;
    }
  }

  private Recipient alone(
      TopicPattern pattern,
      Audience audience,
      Seat seat,
      @Nullable Object notFrom,
      Subscriber subscriber) {
    Recipient recipient =
        seat.place(
            seat.receiver(subscriber, pattern.text(), notFrom, guard, totals),
            audience.cohort(seat.lane(), seat.consumer().bounds(), pattern.isExact()));
    seat.consumer().add(recipient);
    return recipient;
  }

  private Recipient sharing(
      TopicPattern pattern,
      Group group,
      Seat seat,
      @Nullable Object notFrom,
      Subscriber subscriber) {
    Cohort cohort = new Cohort(seat.consumer().bounds(), pattern.isExact());
    Recipient recipient =
        seat.place(
            seat.receiver(subscriber, pattern.text(), notFrom, guard, totals, group), cohort);
    seat.consumer().add(recipient);
    group.add(recipient, cohort, seat.lane());
    return recipient;
  }

  private Audience audience(TopicPattern pattern) {
    return tree.obtain(pattern, Audience::new);
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

  private boolean cut(Recipient recipient) {
    synchronized (routes) {
      if (!recipient.consumer().remove(recipient)) {
        return false;
      }
      if (recipient.consumer().isGone()) {
        // What was held back is counted, whoever ended it.
        recipient.consumer().resume();
      }
      // Read again from its text: kept by each of a million subscriptions it would take the most
      // room.
      TopicPattern pattern = TopicPattern.parse(recipient.receiver().pattern(), catalog.syntax());
      Audience audience = audience(pattern);
      audience.leaveGroup(recipient);
      if (audience.isEmpty()) {
        tree.remove(pattern);
      }
      routes.forget();
      return true;
    }
  }

  /** Lets a topic go that nobody subscribes to by its name; false when it stays. */
  public boolean expire(Topic topic) {
    synchronized (routes) {
      boolean gone = !tree.hasExact(topic.name()) && catalog.expire(topic);
      if (gone) {
        routes.forget(topic);
      }
      return gone;
    }
  }

  /** The audiences of all patterns. */
  public List<Audience> audiences() {
    List<Audience> audiences = new ArrayList<>();
    tree.forEach(audiences::add);
    return audiences;
  }

  /** Closes all subscriptions and opens none any more. */
  public void close() {
    synchronized (routes) {
      closed = true;
      List<Recipient> all = audiences().stream().flatMap(Audience::recipients).toList();
      // All of them first: nobody is to hand over to somebody who is closed next.
      all.forEach(recipient -> recipient.receiver().close());
      all.forEach(
          recipient -> {
            recipient.consumer().remove(recipient);
            recipient.consumer().resume();
          });
      routes.forget();
    }
  }
}
