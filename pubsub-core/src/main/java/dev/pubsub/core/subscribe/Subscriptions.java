package dev.pubsub.core.subscribe;

import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Choice;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.filter.Selections;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.guard.GuardedOutlet;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Elsewhere;
import dev.pubsub.core.lane.Group;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.topic.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
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
  private final Elsewhere elsewhere;
  private final Catalog catalog;
  private final Selections selections;
  private final Guard guard;
  private final Totals totals;
  private final Replay replay;
  private final Supervisors supervisors;
  private final AtomicLong numbers = new AtomicLong();
  // Guarded by the routes.
  private final Interest interest = new Interest();
  // Guarded by the routes, like every change: publishers may have to make changes wait.
  private boolean closed;

  /** A pattern, and who subscribes to it. */
  private record Place(TopicPattern pattern, Audience audience) {}

  /** Nobody is subscribed yet. */
  public Subscriptions(
      TopicTree<Audience> tree,
      MatchCache<Topic, Route> routes,
      Lanes lanes,
      Elsewhere elsewhere,
      Catalog catalog,
      Selections selections,
      Guard guard,
      Totals totals,
      Replay replay,
      Supervisors supervisors) {
    this.tree = tree;
    this.routes = routes;
    this.lanes = lanes;
    this.elsewhere = elsewhere;
    this.catalog = catalog;
    this.selections = selections;
    this.guard = guard;
    this.totals = totals;
    this.replay = replay;
    this.supervisors = supervisors;
  }

  /**
   * Opens a subscription for a consumer.
   *
   * @param door whose subscription it is
   * @param principal who came through it
   * @param options those that say nothing about the seat
   */
  public Subscription open(
      String text,
      Seat seat,
      Object door,
      String principal,
      SubscribeOptions options,
      Subscriber subscriber) {
    TopicPattern pattern = TopicPattern.parse(text, catalog.syntax());
    Choice choice = choice(options.own() ? null : door, options.selection());
    Holder holder = new Holder(numbers.incrementAndGet(), principal);
    OpenSubscription opened =
        supervisors.inFrontOf(
            subscriber,
            text,
            principal,
            options.acks().isPresent(),
            called -> open(new Newcomer(called, pattern, holder, seat, choice), options));
    totals.happened(new BusEvent.Subscribed(totals.bus(), text));
    return opened;
  }

  private OpenSubscription open(Newcomer who, SubscribeOptions options) {
    TopicPattern pattern = who.pattern();
    Supplier<Recipient> join = () -> join(who, options.group());
    return replay.isPossible() && (!pattern.isExact() || catalog.keeps(pattern.text()))
        ? replay.join(pattern, options.start(), who.seat(), join, this)
        : new OpenSubscription(join.get(), Recovery.NONE, this);
  }

  private Choice choice(@Nullable Object notFrom, Selection selection) {
    return Choice.of(notFrom, selection, selections.compile(selection));
  }

  /**
   * Has an outlet told what is subscribed to, and receive what comes by no door of its own.
   *
   * @param link that door
   * @param lead has routes lead to the outlet; is given whom they are to lead to
   * @throws PubSubException with CLOSED, or BAD_OPTION when there is an outlet
   */
  public void connect(
      GuardedOutlet outlet, Object link, Seat seat, java.util.function.Consumer<Audience> lead) {
    synchronized (routes) {
      requireOpen();
      if (interest.isTold()) {
        throw new PubSubException(
            StandardError.BAD_OPTION, "the bus is connected with other nodes already");
      }
      TopicPattern all = TopicPattern.parse("**", catalog.syntax());
      Audience audience = new Audience(all.text());
      Choice choice = Choice.of(link, Selection.ALL, null);
      Recipient recipient = alone(new Newcomer(outlet, all, Holder.BUS, seat, choice), audience);
      interest.begin(outlet, audience, recipient, audiences());
      lead.accept(audience);
      routes.forget();
    }
  }

  /**
   * Takes the outlet away.
   *
   * @param closeWayOut has routes lead to it no more
   */
  public void disconnect(Runnable closeWayOut) {
    synchronized (routes) {
      closeWayOut.run();
      Recipient last = interest.end();
      if (last != null && last.consumer().remove(last.receiver()) != null) {
        last.consumer().resume();
      }
      routes.forget();
    }
  }

  /** Has all routes made anew, since the outlet wants other topics. */
  public void reroute() {
    synchronized (routes) {
      routes.forget();
    }
  }

  /**
   * Has what is published to a pattern brought here from other nodes, too, whether anybody is
   * subscribed to it or not; counted.
   *
   * @param kept whether once more, or once less
   */
  public void keep(TopicPattern pattern, boolean kept) {
    synchronized (routes) {
      Audience audience = audience(pattern);
      interest.keep(audience, kept);
      if (audience.isEmpty()) {
        tree.remove(pattern);
      }
    }
  }

  /** Completes when other nodes know of the subscriptions that there are by now. */
  CompletionStage<Void> ready() {
    synchronized (routes) {
      return interest.known();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new PubSubException(StandardError.CLOSED, "the bus is closed");
    }
  }

  private Recipient join(Newcomer who, String group) {
    synchronized (routes) {
      Audience audience = enter(who.pattern());
      Recipient recipient =
          group.isEmpty()
              ? alone(who, audience)
              : sharing(who, audience.group(group, who.choice().selection(), lanes, elsewhere));
      interest.settle(audience);
      routes.forget();
      return recipient;
    }
  }

  /** Where somebody may subscribe. */
  private Audience enter(TopicPattern pattern) {
    requireOpen();
    if (pattern.isExact() && catalog.listen(pattern.text()) instanceof Catalog.Fault fault) {
      throw fault.refusal();
    }
    return audience(pattern);
  }

  private Recipient alone(Newcomer who, Audience audience) {
    Seat seat = who.seat();
    Recipient recipient =
        seat.place(
            seat.receiver(who, guard, totals),
            audience.cohort(seat.lane(), seat.consumer().bounds(), who.pattern().isExact()),
            who.choice());
    seat.consumer().add(recipient);
    return recipient;
  }

  private Recipient sharing(Newcomer who, Group group) {
    Seat seat = who.seat();
    Cohort cohort = new Cohort(seat.consumer().bounds(), who.pattern().isExact());
    Recipient recipient =
        seat.place(seat.receiver(who, guard, totals, group), cohort, who.choice());
    seat.consumer().add(recipient);
    group.add(recipient, cohort, seat.lane());
    return recipient;
  }

  /**
   * Lets a subscription ask for something else; returns its new place. What is on its way to the
   * old one arrives, on its terms.
   */
  Recipient move(Recipient old, String text, Selection selection) {
    TopicPattern pattern = TopicPattern.parse(text, catalog.syntax());
    Choice before = old.terms().choice();
    Choice choice = choice(before.notFrom(), selection);
    if (!old.receiver().mayMove()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a durable subscription, and a member of a group, asks for the same as long as it is"
              + " open; open another one");
    }
    TopicPattern left;
    Recipient moved;
    synchronized (routes) {
      Place to = new Place(pattern, enter(pattern));
      Place from = placeOf(old);
      left = from.pattern();
      moved = exchange(old, from, to, choice);
    }
    if (!left.equals(pattern)) {
      totals.happened(new BusEvent.Unsubscribed(totals.bus(), left.text()));
      totals.happened(new BusEvent.Subscribed(totals.bus(), text));
    }
    return moved;
  }

  private Recipient exchange(Recipient old, Place from, Place to, Choice choice) {
    List<Recipient> moved = new ArrayList<>(1);
    routes.change(
        () -> {
          place(old, from, to, choice).ifPresent(moved::add);
          settle(from);
          settle(to);
        });
    if (moved.isEmpty()) {
      throw new PubSubException(StandardError.CLOSED, "the subscription is closed");
    }
    return moved.get(0);
  }

  private static Optional<Recipient> place(Recipient old, Place from, Place to, Choice choice) {
    Receiver receiver = old.receiver();
    if (receiver.isClosed()) {
      return Optional.empty();
    }
    Consumer consumer = old.consumer();
    Cohort cohort =
        to.audience()
            .cohort(
                from.audience().laneOf(old.cohort()), consumer.bounds(), to.pattern().isExact());
    Recipient next = new Recipient(receiver, consumer, cohort, old.terms().with(choice));
    receiver.redirect(to.pattern().text());
    if (consumer.move(old, next)) {
      return Optional.of(next);
    }
    receiver.redirect(from.pattern().text());
    return Optional.empty();
  }

  // Read again from its text: kept by each of a million subscriptions it would take the most room.
  private Place placeOf(Recipient recipient) {
    TopicPattern pattern = TopicPattern.parse(recipient.receiver().pattern(), catalog.syntax());
    return new Place(pattern, audience(pattern));
  }

  private void settle(Place place) {
    interest.settle(place.audience());
    if (place.audience().isEmpty()) {
      tree.remove(place.pattern());
    }
  }

  private Audience audience(TopicPattern pattern) {
    return tree.obtain(pattern, Audience::new);
  }

  /** Keeps what a receiver got and cannot handle. */
  void setAside(Receiver receiver, Signal signal, String why) {
    supervisors.setAside(receiver, signal, why);
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
    boolean wasOpen = takeOut(recipient);
    if (wasOpen) {
      recipient.receiver().tellOver();
    }
    return wasOpen;
  }

  /** Wherever it has moved meanwhile. */
  private boolean takeOut(Recipient recipient) {
    Receiver receiver = recipient.receiver();
    Consumer consumer = recipient.consumer();
    synchronized (routes) {
      Recipient ended = consumer.remove(receiver);
      if (ended == null) {
        return false;
      }
      if (consumer.isGone()) {
        // What was held back is counted, whoever ended it.
        consumer.resume();
      }
      Place left = placeOf(ended);
      left.audience().leaveGroup(ended);
      settle(left);
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

  /** The audiences of all patterns, that of the outlet among them. */
  public List<Audience> audiences() {
    List<Audience> audiences = new ArrayList<>(interest.audience());
    tree.forEach(audiences::add);
    return audiences;
  }

  /** Closes all subscriptions and opens none any more. */
  public void close() {
    List<Recipient> all;
    synchronized (routes) {
      closed = true;
      all = audiences().stream().flatMap(Audience::recipients).toList();
      // All of them first: nobody is to hand over to somebody who is closed next.
      all.forEach(recipient -> recipient.receiver().close());
      all.forEach(
          recipient -> {
            recipient.consumer().remove(recipient.receiver());
            recipient.consumer().resume();
          });
      routes.forget();
    }
    all.forEach(recipient -> recipient.receiver().tellOver());
  }
}
