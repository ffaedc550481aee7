package dev.pubsub.core.request;

import dev.pubsub.Overflow;
import dev.pubsub.Subscriber;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.mailbox.Terms;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.Scheduler;
import java.util.random.RandomGenerator;

/**
 * Opens inboxes: topics with names that cannot be guessed, each of which leads to one subscriber
 * and which no pattern reaches. Publishing to one is publishing as ever, so replies are in order,
 * bounded and counted; none is dropped, since who finds no room is refused.
 */
public final class Inboxes {

  /** What observers are told instead of the names. */
  private static final String PATTERN = Catalog.SECRET;

  private static final Bounds BOUNDS = new Bounds(1 << 16, 80, Overflow.WAIT);

  private final Catalog catalog;
  private final Router router;
  private final Guard guard;
  private final Totals totals;
  private final Drains drains;
  private final Scheduler time;
  private final Tokens tokens;
  private final String prefix;

  /** None is open. */
  public Inboxes(
      Catalog catalog,
      Router router,
      Guard guard,
      Totals totals,
      Drains drains,
      Scheduler time,
      RandomGenerator random) {
    this.catalog = catalog;
    this.router = router;
    this.guard = guard;
    this.totals = totals;
    this.drains = drains;
    this.time = time;
    this.tokens = new Tokens(random);
    // By which other nodes know whose they are; it is no secret, and the stock is for who asks.
    this.prefix = PATTERN + ':' + Long.toHexString(random.nextLong()) + ':';
  }

  /** Opens an inbox that is served on a lane. */
  Inbox open(Exchange owner, int lane, Subscriber subscriber) {
    Topic topic = catalog.openSecret(prefix + token() + token());
    Audience audience = new Audience(PATTERN);
    Consumer consumer = new Consumer(BOUNDS, drains, time);
    Recipient recipient =
        new Recipient(
            new Receiver(subscriber, PATTERN, Holder.BUS, guard, totals),
            consumer,
            audience.cohort(lane, BOUNDS, true),
            Terms.PLAIN);
    consumer.add(recipient);
    router.lead(topic, audience);
    return new Inbox(topic, recipient, owner, this);
  }

  void close(Inbox inbox) {
    catalog.closeSecret(inbox.topic());
    inbox.recipient().consumer().remove(inbox.recipient().receiver());
    router.forget(inbox.topic());
  }

  /** Whether a topic is an inbox of this bus, open or not. */
  boolean isAddress(String topic) {
    return topic.startsWith(prefix);
  }

  /** What matches the inboxes of this bus, and no others. */
  String pattern() {
    return prefix + '*';
  }

  /** A text that nobody can guess. */
  String token() {
    return tokens.next();
  }
}
