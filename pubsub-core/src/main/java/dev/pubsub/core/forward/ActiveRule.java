package dev.pubsub.core.forward;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.MessageRouter.Route;
import dev.pubsub.Overflow;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.time.Clock;

/** A rule, and the subscription by which it takes part. */
final class ActiveRule implements Subscriber {

  private final Bus bus;
  private final Clock clock;
  private final Subscription subscription;
  // Guarded by this: nothing that the next pattern brings goes the former way.
  private Way way;

  /** Takes part from now on. */
  @SuppressWarnings("this-escape") // nothing is received before the way is known
  ActiveRule(Way way, Bus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
    this.way = way;
    this.subscription =
        bus.subscribe(
            way.rule().pattern(),
            SubscribeOptions.DEFAULT
                .withOverflow(Overflow.DEAD_LETTER)
                .acknowledged()
                .selecting(way.rule().selection()),
            this);
  }

  synchronized void change(Way next) {
    subscription.replace(next.rule().pattern(), next.rule().selection());
    way = next;
  }

  synchronized Way way() {
    return way;
  }

  Route route() {
    return new Route(way().rule(), subscription.stats());
  }

  @Override
  public void receive(Delivery delivery) {
    Way now = way();
    Signal original = delivery.signal();
    Signal changed = now.rule().transformation().apply(original);
    PublishResult result =
        bus.publish(
            now.target().topic(original),
            changed.payload(),
            Copies.options(changed, clock.millis())
                // The same rule stands on the other nodes.
                .staying()
                .withHeader(ReplyHeaders.CAUSATION, original.id().toString()));
    if (!(result instanceof Rejected rejected)) {
      delivery.ack();
    } else if (rejected.retryAfter().isZero()) {
      delivery.reject(rejected.code().name() + ": " + rejected.reason());
    } else {
      delivery.retryLater();
    }
  }

  void close() {
    subscription.close();
  }
}
