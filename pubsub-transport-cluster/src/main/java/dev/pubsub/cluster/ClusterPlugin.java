package dev.pubsub.cluster;

import dev.pubsub.cluster.coordination.Coordination;
import dev.pubsub.cluster.coordination.CoordinationNode;
import dev.pubsub.cluster.jgroups.JGroupsWire;
import dev.pubsub.cluster.link.Mesh;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.PluginRefusal;
import dev.pubsub.spi.edge.HealthCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plugin {@code cluster}: nodes find each other, and a signal goes once to each of them that
 * has a subscription for it. Does nothing at all unless it is enabled.
 */
public final class ClusterPlugin implements Plugin {

  private static final String UNNAMED = "local";

  /** A plugin that has done nothing yet. */
  public ClusterPlugin() {}

  @Override
  public String id() {
    return "cluster";
  }

  @Override
  public List<Setting<?>> settings() {
    return ClusterSettings.ALL;
  }

  @Override
  public Contributions install(Environment environment) {
    Settings settings = environment.settings();
    if (!settings.get(ClusterSettings.ENABLED)) {
      return Contributions.builder().build();
    }
    RandomGenerator random = environment.random();
    Node self = new Node(name(environment.node(), random), random.nextLong());
    ClusterSettings.check(settings, self.name());
    Wire wire = new JGroupsWire(self, ClusterSettings.joining(settings), random.nextLong());
    CoordinationNode coordination = coordination(environment, self, wire);
    ClusterNode node = node(environment, self, wire, coordination);
    Contributions.Builder contributions =
        Contributions.builder()
            .component(node)
            .cluster(node)
            .endpoint(new ClusterApi(node).endpoint())
            .healthCheck(HealthCheck.of("cluster", node::health))
            .extension(ClusterView.class, bus -> node);
    return coordination == null
        ? contributions.build()
        : contributions.extension(Coordination.class, bus -> coordination).build();
  }

  private static @Nullable CoordinationNode coordination(
      Environment environment, Node self, Wire wire) {
    Settings settings = environment.settings();
    return settings.get(ClusterSettings.VOTERS).isEmpty()
        ? null
        : new CoordinationNode(
            self.name(),
            ClusterSettings.coordination(settings),
            wire,
            environment.scheduler(),
            environment.executor(),
            environment.random());
  }

  private static ClusterNode node(
      Environment environment, Node self, Wire wire, @Nullable CoordinationNode coordination) {
    Settings settings = environment.settings();
    Mesh mesh =
        new Mesh(
            self,
            wire,
            environment.scheduler(),
            environment.executor(),
            ClusterSettings.bounds(settings));
    Duration failure = settings.get(ClusterSettings.FAILURE_TIMEOUT);
    return new ClusterNode(
        self,
        mesh,
        wire,
        environment.scheduler(),
        settings.get(ClusterSettings.LOCAL_BUSES),
        failure.multipliedBy(2),
        settings.get(ClusterSettings.BACKFILL),
        coordination);
  }

  private static String name(String given, RandomGenerator random) {
    if (given.getBytes(StandardCharsets.UTF_8).length > Node.LONGEST_NAME) {
      throw new PluginRefusal("the name of a node has at most " + Node.LONGEST_NAME + " bytes");
    }
    return given.equals(UNNAMED) ? UNNAMED + "-" + letters(random) : given;
  }

  private static String letters(RandomGenerator random) {
    return random.ints(6, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
  }
}
