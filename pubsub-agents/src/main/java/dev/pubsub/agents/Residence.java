package dev.pubsub.agents;

import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.access.Refusals;
import dev.pubsub.agents.registry.AgentCodec;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.runtime.AgentRuntime;
import dev.pubsub.agents.runtime.Ground;
import dev.pubsub.agents.runtime.Lives;
import dev.pubsub.agents.system.OwnThreads;
import dev.pubsub.agents.system.Workers;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the agents of an assembly live, each bus by itself, all by the same threads. */
final class Residence implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(Residence.class);
  private static final Principal AGENTS = new Principal("system:agents");
  private static final String LIFECYCLE = "lifecycle";

  private final Environment environment;
  private final Map<String, AgentRegistry> registries;
  private final Refusals refusals;
  private final List<Agents> all = new ArrayList<>();
  private @Nullable Gateway gateway;
  private @Nullable Workers workers;

  /**
   * Nobody lives here yet.
   *
   * @param registries where the registry of each bus is put
   * @param refusals tell of what was refused, once this is started
   */
  Residence(Environment environment, Map<String, AgentRegistry> registries, Refusals refusals) {
    this.environment = environment;
    this.registries = registries;
    this.refusals = refusals;
  }

  @Override
  public synchronized void start(Gateway opened) {
    gateway = opened;
    refusals.open(opened);
  }

  /** New agents for a bus. */
  synchronized Agents agents(String bus) {
    Gateway way = gateway;
    if (way == null) {
      throw new PubSubException(StandardError.CLOSED, "the agents are not there yet, or gone");
    }
    Session session = way.open(bus, AGENTS, options());
    Members members = way.members();
    AgentRegistry registry =
        new AgentRegistry(way.roster("agents:" + bus, new AgentCodec()), members);
    registries.put(bus, registry);
    AgentRuntime runtime =
        AgentRuntime.open(
            session, SubscribeOptions.DEFAULT, ground(bus, members.self(), way), registry);
    Agents agents =
        new Agents(
            runtime,
            environment.executor(),
            size() - 1,
            () -> {
              Opening.end(runtime);
              session.close();
            });
    all.add(agents);
    return agents;
  }

  private SessionOptions options() {
    return SessionOptions.ofCapacity(environment.settings().get(AgentsPlugin.QUEUE))
        .withOverflow(Overflow.WAIT);
  }

  private Ground ground(String bus, String node, Gateway way) {
    Lives lives = way.buses().contains(LIFECYCLE) ? new LifecycleFeed(way, node) : Lives.UNOBSERVED;
    return new Ground(
        node,
        environment.scheduler(),
        environment.clock(),
        workers(),
        environment.executor(),
        OwnThreads.token(environment.random()),
        lives,
        (operation, principal, resource) ->
            way.admit(operation, bus, new Principal(principal), resource),
        new MailTrace(environment.clock()));
  }

  private Workers workers() {
    Workers now = workers;
    if (now == null) {
      now = new Workers(size(), "agents-", environment.scheduler());
      workers = now;
    }
    return now;
  }

  private int size() {
    int given = environment.settings().get(AgentsPlugin.WORKERS);
    return given == 0 ? OwnThreads.processors() : given;
  }

  private synchronized List<Agents> all() {
    return List.copyOf(all);
  }

  @Override
  public void drain(Duration patience) {
    CompletableFuture<Void> drained =
        CompletableFuture.allOf(
            all().stream()
                .map(agents -> agents.drain(patience))
                .toArray(CompletableFuture<?>[]::new));
    try {
      drained.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.info("There are agents that could not handle their mail in {}", patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Workers threads;
    synchronized (this) {
      // First: whoever comes now finds nothing that would not be closed.
      gateway = null;
      threads = workers;
    }
    all().forEach(Agents::close);
    if (threads != null) {
      threads.close();
    }
  }
}
