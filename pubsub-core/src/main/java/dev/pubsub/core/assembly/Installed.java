package dev.pubsub.core.assembly;

import dev.pubsub.core.system.Cpu;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plugin, what it contributes, and how far its components have come. */
final class Installed {

  private static final Logger LOG = LoggerFactory.getLogger(Installed.class);

  private final String id;
  private final Set<String> requires;
  private final Origin origin;
  private final Contributions contributions;
  private final Deque<Component> begun = new ArrayDeque<>();
  private Duration startTime = Duration.ZERO;

  Installed(Plugin plugin, Contributions contributions) {
    this.id = plugin.id();
    this.requires = Set.copyOf(plugin.requires());
    this.origin = Origin.of(plugin.getClass());
    this.contributions = Objects.requireNonNull(contributions, "it contributes null");
  }

  String id() {
    return id;
  }

  Set<String> requires() {
    return requires;
  }

  Origin origin() {
    return origin;
  }

  Contributions contributions() {
    return contributions;
  }

  /** How long the components took to start. */
  Duration startTime() {
    return startTime;
  }

  /** Starts the components one after the other, up to one that fails. */
  void start(Gateway gateway) {
    long before = Cpu.nanoTime();
    try {
      for (Component component : contributions.components()) {
        begun.push(component);
        component.start(gateway);
      }
      startTime = Duration.ofNanos(Cpu.nanoTime() - before);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** Quiesces what was begun, last first. */
  void quiesce() {
    begun.forEach(component -> guarded("quiesced", component::quiesce));
  }

  /** Drains what was begun, last first. */
  void drain(Supplier<Duration> patience) {
    begun.forEach(component -> guarded("drained", () -> component.drain(patience.get())));
  }

  /** Stops what was begun, last first; whether there was anything. */
  boolean stop() {
    boolean any = !begun.isEmpty();
    while (!begun.isEmpty()) {
      guarded("stopped", begun.pop()::stop);
    }
    return any;
  }

  /** One that fails keeps no other from its turn. */
  private void guarded(String what, Runnable call) {
    try {
      call.run();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.error("Plugin '{}' could not be {}", id, what, e);
    }
  }
}
