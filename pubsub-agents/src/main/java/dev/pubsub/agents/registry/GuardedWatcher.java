package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.spi.cluster.Roster;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a watcher, and keeps what it throws from the change, which others were told of. */
final class GuardedWatcher implements Roster.Watcher<String, AgentInfo> {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedWatcher.class);

  private final AgentWatcher watcher;

  GuardedWatcher(AgentWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public void changed(
      String id, Optional<? extends AgentInfo> before, Optional<? extends AgentInfo> after) {
    guarded(
        id,
        () -> {
          if (before.isEmpty()) {
            after.ifPresent(watcher::registered);
          } else if (after.isEmpty()) {
            watcher.unregistered(before.get());
          } else {
            watcher.updated(before.get(), after.get());
          }
        });
  }

  @Override
  public void contested(String id, AgentInfo own, AgentInfo other) {
    guarded(id, () -> watcher.conflicting(own, other));
  }

  private static void guarded(String id, Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("A watcher of the agents failed at {}", id, e);
    }
  }
}
