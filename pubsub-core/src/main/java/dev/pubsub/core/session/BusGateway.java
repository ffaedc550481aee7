package dev.pubsub.core.session;

import dev.pubsub.Principal;
import dev.pubsub.config.LiveSetting;
import dev.pubsub.core.config.Configuration;
import dev.pubsub.core.feed.Feeds;
import dev.pubsub.core.feed.RegularFeed;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.guard.HealthChecks;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.PartHealth;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.topic.PatternIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The buses by name, and sessions on them. */
public final class BusGateway implements Gateway {

  private final Map<String, LocalDoor> doors = new LinkedHashMap<>();
  private final Feeds feeds;
  private final RegularFeed regular;
  private final Cluster cluster;
  private final List<Endpoint> endpoints;
  private final HealthChecks health;
  private final Map<String, List<Gauge>> gauges;
  private final Fences fences;
  private final Configuration configuration;

  /**
   * The way to some buses.
   *
   * @param doors the application's own door to each
   * @param feeds where facts are told
   * @param regular tells them again and again
   * @param cluster what is known of other nodes
   * @param endpoints what the plugins answer over HTTP
   * @param health what says how the plugins are
   * @param gauges what each plugin shows among the meters
   * @param fences what is known of tokens
   * @param configuration the settings of the whole
   */
  public BusGateway(
      List<LocalDoor> doors,
      Feeds feeds,
      RegularFeed regular,
      Cluster cluster,
      List<Endpoint> endpoints,
      HealthChecks health,
      Map<String, List<Gauge>> gauges,
      Fences fences,
      Configuration configuration) {
    this.feeds = feeds;
    this.regular = regular;
    this.cluster = cluster;
    this.endpoints = endpoints;
    this.health = health;
    this.gauges = gauges;
    this.fences = fences;
    this.configuration = configuration;
    doors.forEach(door -> this.doors.put(door.name(), door));
  }

  /** The application's own door to a bus. */
  public LocalDoor door(String bus) {
    LocalDoor door = doors.get(bus);
    if (door == null) {
      throw new PubSubException(
          StandardError.BUS_NOT_FOUND,
          "there is no bus of that name; there are: " + String.join(", ", doors.keySet()));
    }
    return door;
  }

  @Override
  public void fence(String name, long token) {
    fences.learn(name, token);
  }

  @Override
  public Session open(String name, Principal principal, SessionOptions options) {
    BusParts bus = door(name).bus;
    int capacity = options.capacity();
    if (capacity < 0 || capacity > bus.maxSessionCapacity()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "the capacity of a session must be from 0 to " + bus.maxSessionCapacity());
    }
    bus.publisher().requireOpen();
    return new GuestSession(bus, principal, options);
  }

  @Override
  public Admission admit(Operation operation, String name, Principal principal, String resource) {
    return door(name).bus.gates().ask(operation, name, principal.name(), resource, Priority.NORMAL);
  }

  @Override
  public List<String> buses() {
    return List.copyOf(doors.keySet());
  }

  @Override
  public <T> PatternIndex<T> index(String bus) {
    return new TopicTree<>(door(bus).bus.catalog().syntax());
  }

  @Override
  public Link link(String bus, Outlet outlet) {
    return OpenLink.open(door(bus).bus, outlet);
  }

  @Override
  public Members members() {
    return cluster.members();
  }

  @Override
  public <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec) {
    return cluster.roster(name, codec);
  }

  @Override
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  @Override
  public List<PartHealth> health() {
    return health.ask();
  }

  @Override
  public List<LiveSetting> settings() {
    return configuration.live();
  }

  @Override
  public LiveSetting change(Principal principal, String key, String value) {
    LiveSetting changed = configuration.change(key, value);
    feeds.changed(principal, changed);
    return changed;
  }

  @Override
  public Map<String, List<Gauge>> gauges() {
    return gauges;
  }

  @Override
  public void tell(String bus, String topic, String type, Map<String, ?> fields) {
    feeds.tell(bus, topic, type, fields);
  }

  @Override
  public void tellRegularly(
      String bus, String topic, String type, Supplier<? extends Map<String, ?>> fields) {
    regular.add(bus, topic, type, fields);
  }
}
