package dev.pubsub.core.session;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Topics;

/** What all doors have in common. */
abstract class Door implements Bus {

  final BusParts bus;
  private final String source;

  Door(BusParts bus, Principal principal) {
    this.bus = bus;
    this.source = principal.name();
  }

  @Override
  public final String name() {
    return bus.name();
  }

  @Override
  public PublishResult publish(String topic, Object payload, PublishOptions options) {
    return bus.publisher().publish(this, source, topic, payload, options);
  }

  @Override
  public final Topics topics() {
    return new TopicsView(bus.catalog(), bus.router());
  }

  @Override
  public final BusStats stats() {
    return Figures.of(bus);
  }
}
