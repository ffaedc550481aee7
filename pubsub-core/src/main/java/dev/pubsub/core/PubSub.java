package dev.pubsub.core;

import dev.pubsub.Bus;
import dev.pubsub.config.Setting;
import dev.pubsub.core.system.Threads;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.Relief;
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
   * may be set for one bus alone: they are the same under {@code pubsub.bus.<name>.}, beside {@code
   * pubsub.bus.<name>.preset}, which is there alone.
   *
   * @param plugins the plugins
   * @return the declarations by full key, those of the engine first
   */
  public static Map<String, Setting<?>> settings(List<Plugin> plugins) {
    Map<String, Setting<?>> declared = Declarations.of(plugins);
    declared.put(CoreSettings.prefixOf("<name>") + CoreSettings.PRESET.key(), CoreSettings.PRESET);
    return declared;
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
   * @return the bus, the same however often it is asked for, until this assembly is closed
   * @throws PubSubException with BUS_NOT_FOUND
   */
  public Bus bus(String name) {
    return wiring.gateway().door(name);
  }

  /**
   * The application's own door to the bus that {@link PubSubBuilder#presets} opens with a preset.
   *
   * @param preset which
   * @return the bus, the same however often it is asked for, until this assembly is closed
   * @throws PubSubException with BUS_NOT_FOUND
   */
  public Bus bus(Preset preset) {
    return bus(preset.busName());
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
   * Whether the current thread delivers signals of a bus: what a subscriber does there is done on
   * behalf of that bus.
   *
   * @param bus its name
   * @return whether it does
   */
  public boolean isDelivering(String bus) {
    return Threads.servedBus().equals(bus);
  }

  /**
   * Whether a bus is to be told what the platform knows of itself, for those who know more than
   * this assembly does.
   *
   * @param bus its name
   * @return whether it runs, and the setting {@code pubsub.feeds} is not false
   */
  public boolean feeds(String bus) {
    return wiring.feeds(bus);
  }

  /**
   * How scarce resources are, as the plugins that measure them say.
   *
   * @return the levels as they are whenever they are asked for
   */
  public Pressure pressure() {
    return wiring.pressure();
  }

  /**
   * What is given up while resources are scarce, and taken back afterwards.
   *
   * @return by who gives it up: {@code bus}, then the id of each plugin
   */
  public Map<String, List<Relief>> reliefs() {
    return wiring.reliefs();
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
   * Lets the components say that they are going down, and waits a little for what was published so
   * far to be delivered; then lets the components finish what they are doing and take nothing new,
   * and waits for the rest. Blocks.
   *
   * @param patience how long all of it may take; the first wait lasts a quarter of it at most
   * @return whether nothing waits any more
   */
  public boolean drain(Duration patience) {
    return wiring.drain(patience);
  }

  /**
   * How long a drain may take, as the setting {@code pubsub.drain.time} says.
   *
   * @return zero or more
   */
  public Duration drainTime() {
    return wiring.drainTime();
  }

  /**
   * How many deliveries of what was accepted have not come to their end, over all buses.
   *
   * @return zero or more; while signals come in it may read higher than it is
   */
  public long waiting() {
    return wiring.waiting();
  }

  /**
   * How many publishes wait for their time, over all buses. A drain does not wait for them: what is
   * not due when this is closed is lost.
   *
   * @return zero or more
   */
  public long scheduled() {
    return wiring.scheduled();
  }

  /**
   * Stops the components, closes every subscription, and ends the buses: from then on publishing is
   * refused with CLOSED, and subscribing throws a {@link PubSubException} with that code. Closing
   * twice does nothing.
   */
  @Override
  public void close() {
    wiring.close();
  }
}
