package dev.pubsub.testkit;

import dev.pubsub.Bus;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * An open assembly, as the contracts see it. With {@code pubsub-core} it is
 *
 * <pre>{@code
 * PubSub pubsub = PubSub.builder().plugin(plugin).open();
 * return new Host(
 *     pubsub.bus(), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
 * }</pre>
 *
 * @param bus the application's door to the bus {@code default}
 * @param gateway the door by which components open sessions
 * @param addresses where the transports can be reached
 * @param drains lets the assembly finish what it is doing; whether it did within the given time
 * @param closes stops everything
 */
public record Host(
    Bus bus,
    Gateway gateway,
    List<Transport.Address> addresses,
    Predicate<Duration> drains,
    Runnable closes)
    implements AutoCloseable {

  /**
   * Copies the list.
   *
   * @param bus the application's door
   * @param gateway the components' door
   * @param addresses where the transports can be reached
   * @param drains lets the assembly finish
   * @param closes stops everything
   */
  public Host {
    addresses = List.copyOf(addresses);
  }

  /** Stops everything. */
  @Override
  public void close() {
    closes.run();
  }
}
