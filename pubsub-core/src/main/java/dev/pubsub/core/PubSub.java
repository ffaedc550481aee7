package dev.pubsub.core;

import dev.pubsub.Bus;
import dev.pubsub.config.Setting;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An open assembly: the buses and the plugins around them.
 *
 * <pre>{@code
 * try (PubSub pubsub = PubSub.builder().open()) {
 *   Bus bus = pubsub.bus();
 *   bus.subscribe("room:*", delivery -> System.out.println(delivery.signal().payload()));
 *   bus.publish("room:1", "hello");
 *   pubsub.drain(Duration.ofSeconds(1));
 * }
 * }</pre>
 *
 * All methods may be called on any thread.
 */
public final class PubSub implements AutoCloseable {

  private final Wiring wiring;

  PubSub(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Begins an assembly with the plugins that are discovered.
   *
   * @return a builder
   */
  public static PubSubBuilder builder() {
    return new PubSubBuilder();
  }

  /**
   * The declarations of all settings that an assembly with these plugins reads, without those that
   * may be set for one bus alone: they are the same under {@code pubsub.bus.<name>.}.
   *
   * @param plugins the plugins
   * @return the declarations by full key, those of the engine first
   */
  public static Map<String, Setting<?>> settings(List<Plugin> plugins) {
    return Declarations.of(plugins);
  }

  /**
   * The application's own door to the bus {@code default}.
   *
   * @return the bus, until this assembly is closed
   */
  public Bus bus() {
    return bus(BusNames.DEFAULT);
  }

  /**
   * The application's own door to a bus.
   *
   * @param name {@code default}, or a name that the setting {@code pubsub.buses} lists
   * @return the bus, until this assembly is closed
   * @throws PubSubException with BUS_NOT_FOUND
   */
  public Bus bus(String name) {
    return wiring.gateway().door(name);
  }

  /**
   * The buses there are. They share no queue and no thread that delivers.
   *
   * @return their names, {@code default} first
   */
  public List<String> buses() {
    return wiring.gateway().buses();
  }

  /**
   * The door by which components open sessions.
   *
   * @return the gateway, until this assembly is closed
   */
  public Gateway gateway() {
    return wiring.gateway();
  }

  /**
   * Where the transports can be reached.
   *
   * @return what is served where; empty without transports
   */
  public List<Transport.Address> addresses() {
    return wiring.assembly().addresses();
  }

  /**
   * Waits a little for what was published so far to be delivered, lets the components finish what
   * they are doing and take nothing new, then waits for the rest. Blocks.
   *
   * @param patience how long each component may take, and how long the wait at the end may last;
   *     the one at the beginning lasts a quarter of it at most
   * @return whether nothing waits any more
   */
  public boolean drain(Duration patience) {
    return wiring.drain(patience);
  }

  /**
   * Stops the components, closes every subscription, and ends the buses: publishing and subscribing
   * throw a {@link PubSubException} with CLOSED from then on. Closing twice does nothing.
   */
  @Override
  public void close() {
    wiring.close();
  }
}
