package dev.pubsub.core.session;

import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.subscribe.Seat;
import dev.pubsub.core.subscribe.Subscriptions;
import dev.pubsub.spi.Scheduler;
import java.util.concurrent.Executor;

/**
 * What the doors of one bus open onto.
 *
 * @param capacity the default of how many signals may wait for a consumer
 * @param maxSessionCapacity the most that a session may ask for
 * @param drains runs the drains of mailboxes
 */
public record BusParts(
    String name,
    Publisher publisher,
    Subscriptions subscriptions,
    Catalog catalog,
    Router router,
    Totals totals,
    Lanes lanes,
    int capacity,
    int maxSessionCapacity,
    Executor drains,
    Scheduler time) {

  /** A place for a new consumer. */
  Seat seat(int wanted) {
    Consumer consumer = new Consumer(wanted == 0 ? capacity : wanted, drains, time);
    return new Seat(consumer, lanes.place());
  }
}
