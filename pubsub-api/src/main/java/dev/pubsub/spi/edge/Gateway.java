package dev.pubsub.spi.edge;

import dev.pubsub.Principal;
import dev.pubsub.config.LiveSetting;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.topic.PatternIndex;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where a component meets the buses. Any thread may use it. */
public interface Gateway {

  /**
   * Opens a session, by which somebody uses a bus.
   *
   * @param bus the name of the bus
   * @param principal who uses it
   * @param options the bounds of the session
   * @return an open session; its owner must close it
   * @throws PubSubException with BUS_NOT_FOUND, CLOSED or BAD_OPTION
   */
  Session open(String bus, Principal principal, SessionOptions options);

  /**
   * Asks whether somebody may do something now who has no session yet. A transport asks with {@link
   * Operation#CONNECT} before it opens one for somebody.
   *
   * @param operation what is wanted
   * @param bus the name of the bus
   * @param principal who wants it
   * @param resource what it is to be done to, see {@link Operation}
   * @return what the first gate says that does not grant it, or {@link Admission#GRANTED}
   */
  Admission admit(Operation operation, String bus, Principal principal, String resource);

  /**
   * The buses there are.
   *
   * @return their names, {@code default} first
   */
  List<String> buses();

  /**
   * The nodes that work together.
   *
   * @return this node alone unless a plugin connects it with others
   */
  Members members();

  /**
   * An index over patterns of the topics of a bus, for whoever must know which of many match.
   *
   * @param bus the name of the bus, by whose rules they are written
   * @param <T> what is kept for each pattern
   * @return an empty one
   * @throws PubSubException with BUS_NOT_FOUND
   */
  <T> PatternIndex<T> index(String bus);

  /**
   * Connects a bus with the same bus of other nodes.
   *
   * @param bus the name of the bus
   * @param outlet takes away what they want
   * @return where what they send comes in; its owner must close it
   * @throws PubSubException with BUS_NOT_FOUND, CLOSED, or BAD_OPTION when the bus is connected
   */
  Link link(String bus, Outlet outlet);

  /**
   * What the nodes tell each other under a name.
   *
   * @param name of the roster, such as {@code agents:default}; whoever asks by the same name gets
   *     the same one
   * @param codec how its entries are written for other nodes
   * @param <K> the keys, immutable
   * @param <V> the values, immutable
   * @return the roster, as long as the assembly is open
   */
  <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec);

  /**
   * Tells of a token that was granted, so that what comes with a lower one is refused from now on.
   *
   * @param name of what it was granted for, see {@code PublishOptions.fencedBy}
   * @param token a lower one than is known changes nothing
   */
  void fence(String name, long token);

  /**
   * What the plugins answer over HTTP, for transports that speak it.
   *
   * @return the endpoints of all plugins, of which no two answer the same request
   */
  List<Endpoint> endpoints();

  /**
   * Asks the health checks of all plugins, for transports that answer for the health of the server.
   *
   * @return what each said, in the order of the plugins
   */
  List<PartHealth> health();

  /**
   * The settings that may be changed while the assembly runs.
   *
   * @return in the order of their keys; those of a single bus only where they are given
   */
  List<LiveSetting> settings();

  /**
   * Changes a setting until the assembly ends; its sources stay as they are. The buses {@code
   * system} and {@code audit} hear of it where they run. Does not block for long.
   *
   * @param principal who wants it
   * @param key the full key
   * @param value as it would be written in a file
   * @return what it is from now on
   * @throws PubSubException with SETTING_NOT_FOUND, with RESTART_NEEDED when it is read at start
   *     only, with BAD_SETTINGS when the value cannot be; nothing has changed then
   */
  LiveSetting change(Principal principal, String key, String value);

  /**
   * The figures of the plugins, for whoever shows meters.
   *
   * @return those of each, by its id
   */
  Map<String, List<Gauge>> gauges();

  /**
   * Tells a fact, for whoever listens on the bus that is there for its kind. Nothing happens where
   * that bus does not run or {@code pubsub.feeds} is false. Does not block; what is refused is
   * counted by the bus. The source of the signal is {@code system:platform}.
   *
   * <p>An observer must not tell a bus what it observes on the same bus: that would be observed,
   * too.
   *
   * @param bus one of {@code alerts}, {@code audit}, {@code diagnostics}, {@code health}, {@code
   *     lifecycle}, {@code metrics}, {@code security} and {@code system}; any other is told nothing
   * @param topic on it
   * @param type of the event
   * @param fields what there is to say, as JSON has it, beside {@code event_type} and {@code
   *     timestamp}
   */
  void tell(String bus, String topic, String type, Map<String, ?> fields);

  /**
   * Tells a fact again and again, as long as the assembly is open: with {@link #tell} whenever the
   * platform looks at its own figures, every {@code pubsub.feeds.interval}, and never where that is
   * zero.
   *
   * @param bus as of {@link #tell}
   * @param topic on it
   * @param type of the event
   * @param fields asked each time for what there is to say, and not at all where that bus is told
   *     nothing. Called by one thread at a time, perhaps once more while the component stops; must
   *     not block. While it throws, nothing is told and the log says so
   */
  void tellRegularly(
      String bus, String topic, String type, Supplier<? extends Map<String, ?>> fields);
}
