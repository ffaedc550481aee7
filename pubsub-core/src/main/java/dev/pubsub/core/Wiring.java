package dev.pubsub.core;

import dev.pubsub.config.Settings;
import dev.pubsub.core.assembly.Assembly;
import dev.pubsub.core.assembly.HostEnvironment;
import dev.pubsub.core.assembly.Plugins;
import dev.pubsub.core.config.Configuration;
import dev.pubsub.core.config.Sources;
import dev.pubsub.core.feed.AccessFeed;
import dev.pubsub.core.feed.EventFeed;
import dev.pubsub.core.feed.Feeds;
import dev.pubsub.core.feed.FigureFeed;
import dev.pubsub.core.feed.HealthFeed;
import dev.pubsub.core.feed.JvmFeed;
import dev.pubsub.core.feed.NodeFeed;
import dev.pubsub.core.feed.RegularFeed;
import dev.pubsub.core.feed.Rounds;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.guard.Decorators;
import dev.pubsub.core.guard.Gates;
import dev.pubsub.core.guard.Handouts;
import dev.pubsub.core.guard.HealthChecks;
import dev.pubsub.core.guard.Interceptors;
import dev.pubsub.core.guard.Observers;
import dev.pubsub.core.pressure.Pressures;
import dev.pubsub.core.session.BusGateway;
import dev.pubsub.core.session.LoneNode;
import dev.pubsub.core.store.MemoryStore;
import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.Drains;
import dev.pubsub.core.system.SystemRandom;
import dev.pubsub.core.system.SystemScheduler;
import dev.pubsub.core.system.Threads;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the buses and the plugins together. */
final class Wiring {

  // In percent of what is kept otherwise.
  private static final int HISTORY_UNDER_PRESSURE = 50;
  private static final int HISTORY_AT_THE_LIMIT = 10;

  private final Plugins plugins;
  private final Configuration configuration;
  private final List<SystemScheduler> ownSchedulers;
  private final Host host;
  private final Pressures pressures;
  private final Feeds feeds;
  private final Rounds rounds;
  private final Assembly assembly;
  private final HealthChecks health;
  private final Cluster cluster;
  private final Extensions extensions;
  private final List<BusWiring> buses;
  private final BusGateway gateway;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  Wiring(
      Plugins plugins,
      Sources sources,
      Clock clock,
      @Nullable Scheduler givenScheduler,
      @Nullable RandomGenerator givenRandom) {
    this.plugins = plugins;
    this.configuration = Declarations.read(sources, plugins.list());
    SystemScheduler plain = new SystemScheduler("pubsub-scheduler");
    SystemScheduler looks = new SystemScheduler("pubsub-watchdog");
    this.ownSchedulers = List.of(plain, looks);
    this.host =
        new Host(
            clock,
            givenScheduler == null ? plain : givenScheduler,
            givenScheduler == null ? looks : givenScheduler,
            givenRandom == null ? SystemRandom.create() : givenRandom,
            Drains.create(),
            Threads.cached("pubsub-task-"),
            new Fences());
    this.pressures = new Pressures(host.scheduler());
    this.feeds = feeds();
    this.assembly = Assembly.install(plugins.list(), this::environment, feeds::plugin);
    this.cluster = assembly.cluster().orElseGet(() -> new LoneNode(node()));
    this.extensions = extensions();
    this.buses = busNames().map(this::bus).toList();
    this.health = new HealthChecks(assembly.healthChecks(), host.scheduler());
    RegularFeed regular = new RegularFeed(feeds, host.scheduler());
    this.rounds = rounds(regular);
    this.gateway =
        new BusGateway(
            buses.stream().map(BusWiring::door).toList(),
            feeds,
            regular,
            cluster,
            assembly.endpoints(),
            health,
            assembly.gauges(),
            host.fences(),
            configuration);
  }

  /** What is given up while resources are scarce: by the buses, then by each plugin. */
  Map<String, List<Relief>> reliefs() {
    Map<String, List<Relief>> all = new LinkedHashMap<>();
    all.put(
        "bus",
        List.of(
            lessHistory(PressureLevel.HIGH, HISTORY_UNDER_PRESSURE),
            lessHistory(PressureLevel.CRITICAL, HISTORY_AT_THE_LIMIT)));
    all.putAll(assembly.reliefs());
    return all;
  }

  private Relief lessHistory(PressureLevel level, int percent) {
    int before = level == PressureLevel.HIGH ? 100 : HISTORY_UNDER_PRESSURE;
    return new Relief(
        level,
        Set.of("heap", "disk"),
        (100 - percent) + " % of the history that each topic keeps, but for durable subscriptions",
        () -> buses.forEach(bus -> bus.scaleHistoryTo(percent)),
        () -> buses.forEach(bus -> bus.scaleHistoryTo(before)));
  }

  private Stream<String> busNames() {
    Settings settings = configuration.under(CoreSettings.PREFIX);
    List<String> presets =
        settings.get(CoreSettings.PRESETS) ? PresetSource.names() : List.<String>of();
    return BusNames.all(presets, settings.get(CoreSettings.BUSES));
  }

  private Feeds feeds() {
    boolean wanted = configuration.under(CoreSettings.PREFIX).get(CoreSettings.FEEDS);
    return new Feeds(
        wanted ? busNames().filter(Feeds.ALL::contains).toList() : List.of(), host.clock());
  }

  private Rounds rounds(RegularFeed regular) {
    Settings settings = configuration.under(CoreSettings.PREFIX);
    Duration interval = settings.get(CoreSettings.FEEDS_INTERVAL);
    return new Rounds(
        host.scheduler(),
        interval,
        feeds.isEmpty()
            ? List.of()
            : List.of(
                new FigureFeed(feeds, interval, settings.get(CoreSettings.FEEDS_LOSSES)),
                new JvmFeed(feeds),
                new HealthFeed(feeds, health),
                regular));
  }

  private BusWiring bus(String name) {
    Settings settings = configuration.under(CoreSettings.prefixOf(name), CoreSettings.PREFIX);
    return new BusWiring(name, settings, host, extensions);
  }

  private Extensions extensions() {
    Observer observer = Observers.of(observers(), host.scheduler());
    return new Extensions(
        new Gates(assembly.authorizers(), assembly.gates(), observer, host.scheduler()),
        new Handouts(assembly.extensions()),
        new Interceptors(assembly.interceptors(), host.scheduler()),
        new Decorators(assembly.decorators(), host.scheduler()),
        observer,
        assembly.store().orElse(bus -> new MemoryStore(host.random(), host.clock())),
        assembly.filterLanguage(),
        cluster.members().self());
  }

  private List<Observer> observers() {
    List<Observer> all = new ArrayList<>(assembly.observers());
    if (!feeds.isEmpty()) {
      all.add(new EventFeed(feeds));
      all.add(new AccessFeed(feeds, host.scheduler()));
    }
    return all;
  }

  private String node() {
    return configuration.under(CoreSettings.PREFIX).get(CoreSettings.NODE);
  }

  private Environment environment(Plugin plugin) {
    return new HostEnvironment(
        configuration.under(Declarations.prefixOf(plugin)),
        node(),
        host.clock(),
        host.scheduler(),
        host.executor(),
        host.random(),
        pressures);
  }

  void start() {
    try {
      pressures.begin(reliefs().values().stream().flatMap(List::stream).toList());
      assembly.reportTo(pressures);
      buses.forEach(BusWiring::start);
      feeds.open(gateway);
      cluster.members().watch(new NodeFeed(feeds, cluster.members()));
      assembly.start(gateway);
      health.started();
      rounds.start();
      feeds.platform("started");
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  Pressure pressure() {
    return pressures;
  }

  BusGateway gateway() {
    return gateway;
  }

  Assembly assembly() {
    return assembly;
  }

  boolean feeds(String bus) {
    return configuration.under(CoreSettings.PREFIX).get(CoreSettings.FEEDS)
        && gateway.buses().contains(bus);
  }

  Duration drainTime() {
    return configuration.under(CoreSettings.PREFIX).get(CoreSettings.DRAIN_TIME);
  }

  /** What was published already goes out before whoever would receive it is sent away. */
  boolean drain(Duration patience) {
    long until = Cpu.nanoTime() + patience.toNanos();
    NavigableMap<Priority, List<BusWiring>> byUrgency = byUrgency();
    byUrgency.tailMap(byUrgency.firstKey(), false).values().stream()
        .flatMap(List::stream)
        .forEach(BusWiring::hold);
    feeds.platform("draining");
    quiesce();
    drainInTurn(byUrgency.values(), patience.dividedBy(4));
    assembly.drain(() -> left(until));
    return awaitIdle(buses, left(until));
  }

  /** While all of it still works, and what one part says can go out by another. */
  private void quiesce() {
    if (leaving.compareAndSet(false, true)) {
      assembly.quiesce();
    }
  }

  private NavigableMap<Priority, List<BusWiring>> byUrgency() {
    return buses.stream()
        .collect(Collectors.groupingBy(BusWiring::urgency, TreeMap::new, Collectors.toList()))
        .descendingMap();
  }

  /** For a share of the time the lanes of a bus stand still for those that are more urgent. */
  private void drainInTurn(Collection<List<BusWiring>> groups, Duration patience) {
    long until = Cpu.nanoTime() + patience.toNanos();
    Duration share = patience.dividedBy(groups.size());
    for (List<BusWiring> group : groups) {
      group.forEach(BusWiring::letGo);
      awaitIdle(group, share);
    }
    awaitIdle(buses, left(until));
  }

  private static Duration left(long until) {
    return Duration.ofNanos(Math.max(0, until - Cpu.nanoTime()));
  }

  private static boolean awaitIdle(List<BusWiring> buses, Duration patience) {
    long until = Cpu.nanoTime() + patience.toNanos();
    while (!buses.stream().allMatch(BusWiring::isEmpty)) {
      if (Cpu.nanoTime() - until >= 0) {
        return false;
      }
      Cpu.sleep();
    }
    return true;
  }

  long waiting() {
    return buses.stream().mapToLong(BusWiring::waiting).sum();
  }

  long scheduled() {
    return buses.stream().mapToLong(BusWiring::scheduled).sum();
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      quiesce();
      // Parts that have stopped are not asked how they are.
      rounds.close();
      assembly.stop();
      feeds.platform("stopped");
      feeds.close();
      buses.forEach(BusWiring::close);
      ownSchedulers.forEach(SystemScheduler::close);
      plugins.close();
    }
  }
}
