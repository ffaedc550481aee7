package dev.pubsub.agents;

import dev.pubsub.Bus;
import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.runtime.AgentRuntime;
import dev.pubsub.agents.runtime.Ground;
import dev.pubsub.agents.runtime.Lives;
import dev.pubsub.agents.runtime.Permits;
import dev.pubsub.agents.system.OwnThreads;
import dev.pubsub.agents.system.OwnTime;
import dev.pubsub.agents.system.Workers;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How agents come to a bus that does not have the plugin. */
final class Opening {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final Principal AGENTS = new Principal("system:agents");
  private static final long PATIENCE = 5;

  private Opening() {}

  /** A node that knows no other. */
  private record Alone(String self) implements Members {

    @Override
    public List<String> list() {
      return List.of(self);
    }

    @Override
    public AutoCloseable watch(Listener listener) {
      return () -> {};
    }
  }

  static Agents on(Bus bus) {
    OwnTime time = new OwnTime();
    int size = OwnThreads.processors();
    Workers workers = new Workers(size, "agents-" + bus.name() + "-", time);
    Executor blocking = OwnThreads.cached();
    Alone node = new Alone("local");
    AgentRuntime runtime =
        AgentRuntime.open(
            bus.as(AGENTS),
            SubscribeOptions.DEFAULT
                .withCapacity(SubscribeOptions.MAX_CAPACITY)
                .withOverflow(Overflow.WAIT),
            new Ground(
                node.self(),
                time,
                OwnTime.clock(),
                workers,
                blocking,
                OwnThreads.token(),
                Lives.UNOBSERVED,
                Permits.ALL,
                new MailTrace(OwnTime.clock())),
            new AgentRegistry(Roster.alone(node.self()), node));
    return new Agents(
        runtime,
        blocking,
        size - 1,
        () -> {
          end(runtime);
          workers.close();
          time.close();
        });
  }

  /** Waits for the agents to end, and hears no more mail then, even if one has not. */
  static void end(AgentRuntime runtime) {
    await(runtime.shutDown());
    runtime.close();
  }

  private static void await(Future<?> end) {
    try {
      end.get(PATIENCE, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("There are agents that have not ended in {} s", PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
