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
    try {
      if (before.isEmpty()) {
        after.ifPresent(watcher::registered);
      } else if (after.isEmpty()) {
        watcher.unregistered(before.get());
      } else {
        watcher.updated(before.get(), after.get());
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("A watcher of the agents failed at {}", id, e);
    }
  }
}
