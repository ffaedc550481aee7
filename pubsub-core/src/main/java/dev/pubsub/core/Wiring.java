package dev.pubsub.core;

import dev.pubsub.Bus;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.core.assembly.Assembly;
import dev.pubsub.core.assembly.HostEnvironment;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.config.Configuration;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.core.session.BusGateway;
import dev.pubsub.core.session.BusParts;
import dev.pubsub.core.session.LocalDoor;
import dev.pubsub.core.subscribe.Subscriptions;
import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.core.system.SystemRandom;
import dev.pubsub.core.system.SystemScheduler;
import dev.pubsub.core.system.Threads;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts the parts together, in the order in which a signal meets them. */
final class Wiring {

  private static final String NAME = "default";

  private final Configuration configuration;
  private final Clock clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final List<SystemScheduler> ownSchedulers;
  private final Executor drains = Threads.blocking("pubsub-drain-");

  private final Lanes lanes;
  private final Publisher publisher;
  private final Subscriptions subscriptions;
  private final LocalDoor localDoor;
  private final Gateway gateway;
  private final Assembly assembly;
  private final AtomicBoolean closed = new AtomicBoolean();

  Wiring(
      List<Plugin> plugins,
      Configuration.Sources sources,
      Clock clock,
      @Nullable Scheduler givenScheduler,
      @Nullable RandomGenerator givenRandom) {
    Assembly.checkIds(plugins);
    this.configuration = Configuration.read(sources, settings(plugins));
    this.clock = clock;
    // The watchdog must not wait for what plugins schedule.
    SystemScheduler plain = new SystemScheduler("pubsub-scheduler");
    SystemScheduler looks = new SystemScheduler("pubsub-watchdog");
    this.ownSchedulers = List.of(plain, looks);
    this.scheduler = givenScheduler == null ? plain : givenScheduler;
    this.random = givenRandom == null ? SystemRandom.create() : givenRandom;

    Settings settings = configuration.under(CoreSettings.PREFIX);
    Catalog catalog = new Catalog(TopicSyntax.COLON, settings.get(CoreSettings.TOPICS_MAX), clock);
    TopicTree<Audience> tree = new TopicTree<>(catalog.syntax());
    this.lanes =
        new Lanes(
            NAME,
            laneCount(settings),
            settings.get(CoreSettings.LANE_CAPACITY),
            settings.get(CoreSettings.STAY_HOT),
            givenScheduler == null ? looks : givenScheduler);
    MatchCache<Topic, Route> routes = new MatchCache<>();
    Router router = new Router(tree, routes, lanes);
    this.publisher = new Publisher(catalog, router, new SignalIds(random), clock);
    Totals totals = new Totals();
    this.subscriptions = new Subscriptions(tree, routes, catalog, new Guard(scheduler), totals);
    BusParts bus =
        new BusParts(
            NAME,
            publisher,
            subscriptions,
            catalog,
            router,
            totals,
            lanes,
            settings.get(CoreSettings.CAPACITY),
            settings.get(CoreSettings.SESSION_CAPACITY_MAX),
            drains,
            scheduler);
    this.localDoor = new LocalDoor(bus);
    this.gateway = new BusGateway(bus);
    this.assembly = Assembly.install(plugins, this::environment);
  }

  static Map<String, Setting<?>> settings(List<Plugin> plugins) {
    Map<String, Setting<?>> declared = new LinkedHashMap<>();
    CoreSettings.ALL.forEach(setting -> declared.put(CoreSettings.PREFIX + setting.key(), setting));
    for (Plugin plugin : plugins) {
      plugin.settings().forEach(setting -> declared.put(prefix(plugin) + setting.key(), setting));
    }
    return declared;
  }

  private static String prefix(Plugin plugin) {
    return CoreSettings.PREFIX + "plugin." + plugin.id() + ".";
  }

  private static int laneCount(Settings settings) {
    int wanted = settings.get(CoreSettings.LANES);
    return wanted > 0 ? wanted : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private Environment environment(Plugin plugin) {
    return new HostEnvironment(configuration.under(prefix(plugin)), clock, scheduler, random);
  }

  void start() {
    lanes.start();
    try {
      assembly.start(gateway);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Bus localDoor() {
    return localDoor;
  }

  Gateway gateway() {
    return gateway;
  }

  Assembly assembly() {
    return assembly;
  }

  boolean drain(Duration patience) {
    assembly.drain(patience);
    long until = Cpu.nanoTime() + patience.toNanos();
    while (localDoor.stats().waitingMax() > 0) {
      if (Cpu.nanoTime() - until >= 0) {
        return false;
      }
      Cpu.sleep();
    }
    return true;
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      assembly.stop();
      publisher.close();
      subscriptions.close();
      lanes.stop();
      ownSchedulers.forEach(SystemScheduler::close);
    }
  }
}
