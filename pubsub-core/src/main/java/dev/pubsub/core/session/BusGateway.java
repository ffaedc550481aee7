package dev.pubsub.core.session;

import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;

/** Opens sessions on the bus. */
public final class BusGateway implements Gateway {

  private final BusParts bus;

  /** The way to a bus. */
  public BusGateway(BusParts bus) {
    this.bus = bus;
  }

  @Override
  public Session open(String name, Principal principal, int capacity) {
    if (!name.equals(bus.name())) {
      throw new PubSubException(
          StandardError.BUS_NOT_FOUND, "there is no bus '" + name + "', only " + bus.name());
    }
    if (capacity < 0 || capacity > bus.maxSessionCapacity()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "the capacity of a session must be from 0 to " + bus.maxSessionCapacity());
    }
    bus.publisher().requireOpen();
    return new GuestSession(bus, principal, capacity);
  }
}
