package dev.pubsub.core.routing;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.MessageRouter.Route;
import dev.pubsub.Overflow;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.RoutingRule;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;

/** A rule, and the subscription by which it takes part. */
final class ActiveRule implements Subscriber {

  private final Bus bus;
  private final TopicSyntax syntax;
  private final Clock clock;
  private final Subscription subscription;
  // Guarded by this: nothing that the next pattern brings goes the former way.
  private Way way;

  /** What the rule says now. */
  private record Way(RoutingRule rule, Target target) {}

  /** Takes part from now on. */
  @SuppressWarnings("this-escape") // nothing is received before the way is known
  ActiveRule(RoutingRule rule, Bus bus, TopicSyntax syntax, Clock clock) {
    this.bus = bus;
    this.syntax = syntax;
    this.clock = clock;
    this.way = new Way(rule, new Target(rule.target(), syntax));
    this.subscription =
        bus.subscribe(
            rule.pattern(),
            SubscribeOptions.DEFAULT
                .withOverflow(Overflow.DEAD_LETTER)
                .acknowledged()
                .selecting(rule.selection()),
            this);
  }

  synchronized void change(RoutingRule rule) {
    Way next = new Way(rule, new Target(rule.target(), syntax));
    subscription.replace(rule.pattern(), rule.selection());
    way = next;
  }

  RoutingRule rule() {
    return way().rule();
  }

  private synchronized Way way() {
    return way;
  }

  TopicPattern pattern() {
    return TopicPattern.parse(rule().pattern(), syntax);
  }

  TopicPattern reached() {
    return way().target().reached();
  }

  Route route() {
    return new Route(rule(), subscription.stats());
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
