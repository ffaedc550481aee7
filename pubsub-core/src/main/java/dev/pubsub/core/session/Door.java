package dev.pubsub.core.session;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.DeadLetters;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Topics;
import dev.pubsub.core.publish.Sender;

/** What all doors have in common. */
abstract class Door implements Bus, Sender {

  final BusParts bus;
  private final String source;

  Door(BusParts bus, Principal principal) {
    this.bus = bus;
    this.source = principal.name();
  }

  @Override
  public final String source() {
    return source;
  }

  @Override
  public final String name() {
    return bus.name();
  }

  @Override
  public PublishResult publish(String topic, Object payload, PublishOptions options) {
    return bus.publisher().publish(this, topic, payload, options);
  }

  @Override
  public final Topics topics() {
    return new TopicsView(bus.catalog(), bus.router(), bus.history());
  }

  @Override
  public final DeadLetters deadLetters() {
    return bus.deadLetters();
  }

  @Override
  public final BusStats stats() {
    return Figures.of(bus);
  }
}
