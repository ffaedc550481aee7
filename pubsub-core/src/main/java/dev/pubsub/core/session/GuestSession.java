package dev.pubsub.core.session;

import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.subscribe.Seat;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A session that a component opened: one place, one bound, one mailbox for all of it but those
 * subscriptions that acknowledge.
 */
final class GuestSession extends Door implements Session {

  private static final Rejected CLOSED =
      new Rejected(StandardError.CLOSED, "the session is closed; nothing was published");

  private final Principal principal;
  private final Seat seat;
  private final Set<SessionSubscription> open = ConcurrentHashMap.newKeySet();
  // Those that acknowledge have a seat, and so a consumer, of their own each.
  private final Set<Consumer> acknowledging = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  GuestSession(BusParts bus, Principal principal, SessionOptions options) {
    super(bus, principal);
    this.principal = principal;
    this.seat = bus.seat(options, cause -> disconnect());
  }

  @Override
  public Principal principal() {
    return principal;
  }

  @Override
  public Admission admit(Operation operation, String resource) {
    return bus.gates().ask(operation, name(), source(), resource, Priority.NORMAL);
  }

  @Override
  PublishResult publish(Door by, String topic, Object payload, PublishOptions options) {
    if (closed) {
      return CLOSED;
    }
    PublishResult result = super.publish(by, topic, payload, options);
    // Closed while it waited, perhaps.
    return closed && result instanceof Rejected ? CLOSED : result;
  }

  @Override
  Subscription subscribe(Door by, String pattern, SubscribeOptions options, Subscriber subscriber) {
    requireOpen();
    by.requireAdmitted(Operation.SUBSCRIBE, pattern);
    boolean alone = options.acks().isPresent();
    if (!alone && (options.capacity() != 0 || options.overflow() != Overflow.AS_CONFIGURED)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "capacity and overflow belong to the session, not to a subscription");
    }
    return bus.durables()
        .open(
            pattern,
            options,
            (chosen, progress) ->
                open(
                    by,
                    pattern,
                    chosen,
                    subscriber,
                    alone ? bus.seat(chosen, progress, this::disconnect) : seat));
  }

  private Subscription open(
      Door by, String pattern, SubscribeOptions options, Subscriber subscriber, Seat place) {
    Subscription inner =
        bus.subscriptions().open(pattern, place, by, by.source(), options, subscriber);
    SessionSubscription subscription = new SessionSubscription(inner, place.consumer(), by, this);
    open.add(subscription);
    if (!place.shared()) {
      pauseAsTheOthers(place.consumer());
    }
    if (closed) {
      // By another thread meanwhile, which may not have seen this one.
      subscription.close();
      requireOpen();
    }
    return subscription;
  }

  private void pauseAsTheOthers(Consumer alone) {
    acknowledging.add(alone);
    if (seat.consumer().isPaused()) {
      alone.pause();
    }
    if (!seat.consumer().isPaused()) {
      alone.resume();
    }
  }

  /** A subscription of this session ends. */
  void forget(SessionSubscription subscription, Consumer consumer) {
    open.remove(subscription);
    if (acknowledging.remove(consumer)) {
      consumer.resume();
    }
  }

  /** That a consumer has one subscription, and so may be held back alone. */
  void requireAlone(Consumer consumer) {
    if (consumer == seat.consumer()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "the subscriptions of a session have one queue; pause and resume the session");
    }
  }

  @Override
  void requireOpen() {
    if (closed) {
      throw new PubSubException(StandardError.CLOSED, "the session is closed");
    }
    bus.publisher().requireOpen();
  }

  @Override
  public void pause() {
    if (!closed) {
      seat.consumer().pause();
      acknowledging.forEach(Consumer::pause);
    }
    if (closed) {
      resume();
    }
  }

  @Override
  public void resume() {
    seat.consumer().resume();
    acknowledging.forEach(Consumer::resume);
  }

  /** One that acknowledges cannot keep up; the others stay. */
  private void disconnect(Recipient cut) {
    bus.subscriptions().disconnect(cut);
    open.stream()
        .filter(subscription -> subscription.isOf(cut.consumer()))
        .forEach(SessionSubscription::close);
  }

  /** Cannot keep up. */
  private void disconnect() {
    // Whoever subscribes from now on is refused; whoever did before is among these.
    closed = true;
    List<Recipient> cut =
        Stream.concat(Stream.of(seat.consumer()), acknowledging.stream())
            .flatMap(consumer -> consumer.recipients().stream())
            .toList();
    close();
    cut.forEach(recipient -> recipient.receiver().ended());
  }

  @Override
  public void close() {
    closed = true;
    closeExchange();
    open.forEach(Subscription::close);
    // Lets go of what still waits; it is counted as closed.
    resume();
  }

  @Override
  public boolean isOpen() {
    return !closed && bus.publisher().isOpen();
  }

  @Override
  int lane() {
    return seat.lane();
  }
}
