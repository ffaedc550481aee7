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
 * An open assembly: the bus and the plugins around it.
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
   * Begins an assembly without plugins.
   *
   * @return a builder
   */
  public static PubSubBuilder builder() {
    return new PubSubBuilder();
  }

  /**
   * The declarations of all settings that an assembly with these plugins reads.
   *
   * @param plugins the plugins
   * @return the declarations by full key, those of the engine first
   */
  public static Map<String, Setting<?>> settings(List<Plugin> plugins) {
    return Wiring.settings(plugins);
  }

  /**
   * The application's own door to the bus {@code default}.
   *
   * @return the bus, until this assembly is closed
   */
  public Bus bus() {
    return wiring.localDoor();
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
   * Lets the components finish what they are doing and take nothing new, then waits until what was
   * published so far has been delivered. Blocks.
   *
   * @param patience how long each component may take, and how long the wait may last
   * @return whether nothing waits any more
   */
  public boolean drain(Duration patience) {
    return wiring.drain(patience);
  }

  /**
   * Stops the components, closes every subscription, and ends the bus: publishing and subscribing
   * throw a {@link PubSubException} with CLOSED from then on. Closing twice does nothing.
   */
  @Override
  public void close() {
    wiring.close();
  }
}
