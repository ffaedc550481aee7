package dev.pubsub.core.session;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.Acks;
import dev.pubsub.core.deliver.Progress;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.durable.Durables;
import dev.pubsub.core.forward.Rules;
import dev.pubsub.core.guard.Gates;
import dev.pubsub.core.guard.Handouts;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.NoRoom;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.publish.BatchPublisher;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Redrive;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.request.Requests;
import dev.pubsub.core.schedule.Agenda;
import dev.pubsub.core.store.History;
import dev.pubsub.core.subscribe.Seat;
import dev.pubsub.core.subscribe.Subscriptions;
import dev.pubsub.core.system.Drains;
import dev.pubsub.core.trace.Traces;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the doors of one bus open onto.
 *
 * @param bounds of a consumer that asks for nothing else
 * @param maxSessionCapacity the most that a session may ask for
 * @param repaired of which topics the history is to have what other nodes publish, as patterns
 * @param drains runs the drains of mailboxes
 */
public record BusParts(
    String name,
    Publisher publisher,
    Gates gates,
    Handouts handouts,
    Agenda agenda,
    BatchPublisher batches,
    Subscriptions subscriptions,
    Durables durables,
    Catalog catalog,
    Router router,
    Totals totals,
    Traces traces,
    Pulse pulse,
    DeadLetterBox deadLetters,
    Redrive redrive,
    Requests requests,
    Rules rules,
    History history,
    List<String> repaired,
    Lanes lanes,
    Bounds bounds,
    int maxSessionCapacity,
    Drains drains,
    Clock clock,
    Scheduler time,
    RandomGenerator random) {

  /**
   * A place for all subscriptions of a session.
   *
   * @param end ends what belongs to a recipient that cannot keep up
   */
  Seat seat(SessionOptions options, java.util.function.Consumer<Recipient> end) {
    Bounds own = bounds.with(options.capacity(), options.overflow());
    return new Seat(
        new Consumer(own, drains, time),
        lanes.place(),
        true,
        noRoom(own, end),
        null,
        options.replay());
  }

  /**
   * A place for one subscription alone.
   *
   * @param progress learns how far it comes if it acknowledges
   * @param end ends what belongs to a recipient that cannot keep up
   */
  Seat seat(
      SubscribeOptions options, Progress progress, java.util.function.Consumer<Recipient> end) {
    return options
        .acks()
        .map(rules -> acknowledging(options, rules, progress, end))
        .orElseGet(() -> alone(options, end));
  }

  private Seat alone(SubscribeOptions options, java.util.function.Consumer<Recipient> end) {
    Bounds own = bounds.with(options.capacity(), options.overflow());
    return new Seat(
        new Consumer(own, drains, time),
        lanes.place(),
        false,
        noRoom(own, end),
        null,
        Integer.MAX_VALUE);
  }

  private Seat acknowledging(
      SubscribeOptions options,
      Acknowledgement rules,
      Progress progress,
      java.util.function.Consumer<Recipient> end) {
    boolean waitedFor =
        !options.durable().isEmpty() && options.overflow() == Overflow.AS_CONFIGURED;
    Overflow policy = waitedFor ? Overflow.WAIT : options.overflow();
    Bounds own = bounds.with(options.capacity(), policy).acknowledging();
    Consumer consumer = Consumer.acknowledging(own, rules.maxUnacknowledged(), drains, time);
    return new Seat(
        consumer,
        lanes.place(),
        false,
        noRoom(own, end),
        new Acks(rules, consumer.redelivery(), deadLetters, progress, time, random),
        Integer.MAX_VALUE);
  }

  private NoRoom noRoom(Bounds own, java.util.function.Consumer<Recipient> end) {
    return switch (own.overflow()) {
      case DEAD_LETTER -> NoRoom.keepIn(deadLetters);
      case DISCONNECT -> NoRoom.cutOff(drains.waiting(), end);
      case AS_CONFIGURED, DROP_NEWEST, DROP_OLDEST, LATEST_PER_KEY, WAIT -> NoRoom.DROP;
    };
  }
}
