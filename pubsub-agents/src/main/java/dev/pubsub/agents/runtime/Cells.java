package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Turns;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The agents of a runtime: makes them, has them run, knows them by their ids, and forgets them. */
final class Cells {

  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Bus door;
  private final SubscribeOptions options;
  private final Ground ground;
  private final AgentRegistry registry;
  private final Ledger ledger = new Ledger();
  private final Map<String, Cell> byId = new ConcurrentHashMap<>();
  private final Names names;
  private final Sending sending;
  private volatile boolean closed;

  Cells(Bus door, SubscribeOptions options, Ground ground, AgentRegistry registry) {
    this.door = door;
    this.options = options;
    this.ground = ground;
    this.registry = registry;
    this.names = new Names(ground.token());
    this.sending = new Sending(byId::get, registry, ground);
  }

  @Nullable Cell find(String id) {
    return byId.get(id);
  }

  int size() {
    return byId.size();
  }

  /** Those that no other agent has created. */
  Stream<Cell> roots() {
    return byId.values().stream().filter(Cell::isRoot);
  }

  /** Makes none any more. */
  void close() {
    closed = true;
  }

  Sending sending() {
    return sending;
  }

  MailTrace trace() {
    return ground.trace();
  }

  /** The bus, used by an agent or somebody else. */
  Bus as(Principal principal) {
    Cell cell = byId.get(principal.name());
    return cell == null ? viewOf(principal.name()) : cell.bus();
  }

  /** The bus as somebody uses it; what an agent publishes says what it is like. */
  Bus viewOf(String name) {
    return door.as(new Principal(name), registry.stamping(name));
  }

  Ground ground() {
    return ground;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Has a cell run that is due; nobody else will see to it. */
  void execute(Cell cell) {
    try {
      (cell.spec().turns() == Turns.BLOCKING ? ground.blocking() : ground.workers()).execute(cell);
    } catch (RuntimeException | OutOfMemoryError e) {
      if (closed) {
        // What is left of it is to end.
        cell.run();
      } else {
        Foreign.complain("No thread for the agent '{}' yet", cell.id(), e);
        var unused = ground.after(AGAIN, () -> execute(cell));
      }
    }
  }

  /** Makes an agent that does nothing, not even end, until it is started. */
  Cell make(String by, AgentSpec spec, @Nullable Cell parent) {
    requireOpen();
    ground.permits().require(Operation.CREATE_AGENT, by, spec.profile().type());
    String id = spec.id().isEmpty() ? names.next(spec.profile().type()) : spec.id();
    AgentInfo info =
        new AgentInfo(
            id,
            spec.profile(),
            ground.node(),
            parent == null ? "" : parent.id(),
            AgentState.RUNNING,
            0);
    Agent behaviour = behaviour(spec);
    // First: the mail of one that lives elsewhere is not for one that cannot live here.
    registry.register(info);
    Cell cell;
    try {
      cell = settle(new Cell(this, id, spec, parent, behaviour));
    } catch (RuntimeException | Error e) {
      var unused = registry.unregister(id);
      throw e;
    }
    ground.lives().created(info);
    return cell;
  }

  private Cell settle(Cell cell) {
    if (byId.putIfAbsent(cell.id(), cell) != null) {
      // The registry forgot it, which somebody wanted, but it goes on.
      throw new PubSubException(
          AgentError.AGENT_EXISTS, "there is an agent '%s'".formatted(cell.id()));
    }
    // Again: whoever closes from now on finds it.
    if (closed) {
      byId.remove(cell.id(), cell);
      cell.discard();
      throw closedFault();
    }
    return cell;
  }

  private void requireOpen() {
    if (closed) {
      throw closedFault();
    }
  }

  private static PubSubException closedFault() {
    return new PubSubException(StandardError.CLOSED, "the agents of this bus are closed");
  }

  private static Agent behaviour(AgentSpec spec) {
    try {
      return Objects.requireNonNull(spec.behaviour().get(), "an agent");
    } catch (RuntimeException | Error e) {
      throw new PubSubException(
          AgentError.AGENT_FAILED, "the agent could not be made: " + e.getMessage(), e);
    }
  }

  Subscription subscribe(Cell cell, String pattern, Selection selection) {
    return Inlet.overhear(cell, pattern, options.selecting(selection));
  }

  AgentInfo infoOf(Cell cell) {
    return registry.find(cell.id()).orElseGet(cell::lastKnown);
  }

  void update(Cell cell, UnaryOperator<AgentInfo> change) {
    var unused = registry.update(cell.id(), change);
  }

  void failed(Cell cell, Throwable failure) {
    ground.lives().failed(infoOf(cell), failure);
    update(cell, info -> info.withState(AgentState.RESTARTING));
  }

  void restarted(Cell cell, int restarts) {
    ledger.restarted();
    update(cell, info -> info.withState(cell.state()).withRestarts(restarts));
    ground.lives().restarted(infoOf(cell));
  }

  void ended(Cell cell) {
    Optional<AgentInfo> last = registry.find(cell.id());
    // Before its id is free for others: where somebody unregistered it, it is from now on.
    byId.remove(cell.id(), cell);
    if (last.isPresent()) {
      var unused = registry.unregister(cell.id());
    }
    ground.lives().destroyed(last.orElseGet(cell::lastKnown));
  }
}
