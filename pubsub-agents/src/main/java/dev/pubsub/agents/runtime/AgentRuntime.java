package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Turns;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one bus on this node. It subscribes once for all of them, so an agent without mail
 * costs its place in memory and nothing else.
 *
 * <p>Any thread may use it, and nothing but {@link #close} blocks.
 */
public final class AgentRuntime implements AutoCloseable {

  private static final Duration BUSY = Duration.ofMillis(10);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final int NEXT = 10;

  private final Bus door;
  private final SubscribeOptions options;
  private final Ground ground;
  private final AgentRegistry registry;
  private final Ledger ledger = new Ledger();
  private final Map<String, Cell> cells = new ConcurrentHashMap<>();
  private final Names names;
  private final Subscription direct;
  private volatile boolean closed;

  private AgentRuntime(Bus door, SubscribeOptions options, Ground ground, AgentRegistry registry) {
    this.door = door;
    this.options = options;
    this.ground = ground;
    this.registry = registry;
    this.names = new Names(ground.token());
    Map<String, Cell> all = cells;
    this.direct =
        Inlet.open(
            door,
            AgentId.DIRECT + "*",
            options,
            question -> find(all, question),
            ledger,
            ground.trace());
  }

  /**
   * Opens a runtime without agents.
   *
   * @param door by which it uses the bus; it may speak for others
   * @param options of what it subscribes to, as the door allows them
   * @param ground what it stands on
   * @param registry where its agents are known, and of which it is the only one on this node
   * @return open until it is closed
   */
  public static AgentRuntime open(
      Bus door, SubscribeOptions options, Ground ground, AgentRegistry registry) {
    return new AgentRuntime(door, options, ground, registry);
  }

  private static @Nullable Cell find(Map<String, Cell> cells, Question question) {
    return cells.get(question.signal().topic().substring(AgentId.DIRECT.length()));
  }

  // ---- for the rooms above

  /**
   * The registry.
   *
   * @return as it was given
   */
  public AgentRegistry registry() {
    return registry;
  }

  /**
   * What becomes of the mail of single agents.
   *
   * @return as it was given
   */
  public MailTrace trace() {
    return ground.trace();
  }

  /**
   * The bus.
   *
   * @return the door that was given
   */
  public Bus door() {
    return door;
  }

  /**
   * The bus, used by somebody else.
   *
   * @param principal who
   * @return a view of the door
   */
  public Bus as(Principal principal) {
    return door.as(principal);
  }

  /**
   * Creates an agent that nobody supervises but itself.
   *
   * @param by the name of whoever creates it
   * @param spec how to make it
   * @return its id
   * @throws PubSubException with AGENT_EXISTS, BAD_AGENT, AGENT_FAILED when it could not be made,
   *     CLOSED, or the code of a refusal
   */
  public String create(String by, AgentSpec spec) {
    Cell cell = make(by, spec, null);
    cell.wakeUp();
    return cell.id();
  }

  /**
   * Creates an agent, and starts it on the current thread, which is quicker for many.
   *
   * @param by the name of whoever creates it
   * @param spec how to make it
   * @return its id
   * @throws PubSubException as {@link #create} does
   */
  public String createHere(String by, AgentSpec spec) {
    Cell cell = make(by, spec, null);
    cell.startHere();
    return cell.id();
  }

  /**
   * Stops an agent: it takes nothing new, handles what has come, and ends. What it has not handled
   * when the patience is over is set aside.
   *
   * @param by the name of whoever stops it
   * @param id of the agent
   * @param patience how long it may take; zero to end it after the call that is under way
   * @return completes when it has ended; fails with AGENT_NOT_FOUND, or the code of a refusal
   */
  public CompletableFuture<Void> stop(String by, String id, Duration patience) {
    try {
      ground.permits().require(Operation.ACT, by, AgentId.stopping(id));
    } catch (PubSubException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    Cell cell = cells.get(id);
    return cell == null ? CompletableFuture.failedFuture(notFound(id)) : stop(cell, patience);
  }

  private CompletableFuture<Void> stop(Cell cell, Duration patience) {
    Objects.requireNonNull(patience, "patience");
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    if (cell.close()) {
      update(cell, info -> info.withState(AgentState.STOPPING));
    }
    cell.command(() -> cell.stop(patience, stopped));
    return stopped;
  }

  /**
   * Sends a signal to an agent.
   *
   * @param by who sends it, a view of {@link #as}
   * @param to the id of the agent
   * @param payload what it says
   * @param how what else it carries
   * @return what became of it; a refusal with AGENT_NOT_FOUND, or with AGENT_BUSY
   */
  public PublishResult tell(Bus by, String to, Object payload, PublishOptions how) {
    Cell cell = cells.get(to);
    if (cell == null) {
      return registry.find(to).isEmpty()
          ? refusal(notFound(to))
          : by.publish(AgentId.topic(to), payload, how);
    }
    return mayBeLost(how) ? tellIfRoom(cell, by, payload, how) : tellTo(cell, by, payload, how);
  }

  /** Whether the bus may drop the signal on its way when it is not of use any more. */
  private static boolean mayBeLost(PublishOptions how) {
    return !how.ttl().isZero() || !how.headers().getOrDefault(ReplyHeaders.REPLY_TO, "").isEmpty();
  }

  private static PublishResult tellIfRoom(Cell cell, Bus by, Object payload, PublishOptions how) {
    return cell.hasRoom(cell.spec().capacity())
        ? by.publish(AgentId.topic(cell.id()), payload, how)
        : refusal(noPlace(cell));
  }

  private static PublishResult tellTo(Cell cell, Bus by, Object payload, PublishOptions how) {
    if (!cell.promise(cell.spec().capacity())) {
      return refusal(noPlace(cell));
    }
    boolean comes = false;
    try {
      PublishResult result = by.publish(AgentId.topic(cell.id()), payload, how);
      comes = result instanceof Accepted accepted && accepted.delivered() > 0;
      return result;
    } finally {
      if (!comes) {
        cell.forgo();
      }
    }
  }

  /**
   * Asks an agent.
   *
   * @param asker the name of whoever asks
   * @param by the bus as they use it, a view of {@link #as}
   * @param to the id of the agent
   * @param payload what is asked
   * @param how how long to wait, and what else the question carries
   * @return the reply, as {@link Bus#request} gives it; a failure with AGENT_NOT_FOUND, AGENT_BUSY
   *     or the code of a refusal, too
   */
  public CompletableFuture<Signal> ask(
      String asker, Bus by, String to, Object payload, RequestOptions how) {
    try {
      ground.permits().require(Operation.ACT, asker, AgentId.asking(to));
    } catch (PubSubException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    Cell cell = cells.get(to);
    if (cell == null && registry.find(to).isEmpty()) {
      return CompletableFuture.failedFuture(notFound(to));
    }
    if (cell != null && !cell.hasRoom(cell.spec().capacity())) {
      return CompletableFuture.failedFuture(noPlace(cell));
    }
    return by.request(AgentId.topic(to), payload, how);
  }

  /**
   * Looks at an agent of this node.
   *
   * @param id of the agent
   * @return what is to be seen, or empty where there is none
   */
  public Optional<Inspection> inspect(String id) {
    Cell cell = cells.get(id);
    return cell == null
        ? Optional.empty()
        : registry
            .find(id)
            .map(
                info ->
                    new Inspection(
                        info, cell.waiting(), Optional.ofNullable(cell.cause()), next(cell)));
  }

  private static List<Signal> next(Cell cell) {
    return cell.first(NEXT).stream()
        .filter(Letter.class::isInstance)
        .map(letter -> ((Letter) letter).signal())
        .toList();
  }

  /**
   * What has become of mail.
   *
   * @return as it is
   */
  public AgentStats stats() {
    return ledger.stats(cells.size());
  }

  /**
   * Stops all agents.
   *
   * @param patience how long each may take
   * @return completes when the last has ended
   */
  public CompletableFuture<Void> stopAll(Duration patience) {
    return CompletableFuture.allOf(
        cells.values().stream()
            .filter(Cell::isRoot)
            .map(cell -> stop(cell, patience))
            .toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Creates no agents any more, ends those there are, and hears no more mail once they have.
   * Closing twice does nothing. May be waited for.
   *
   * @return completes when it is done
   */
  public CompletableFuture<Void> shutDown() {
    closed = true;
    return stopAll(Duration.ZERO).whenComplete((done, failure) -> direct.close());
  }

  /** Shuts down, does not wait for the agents, and hears no more mail at once. */
  @Override
  public void close() {
    var unused = shutDown();
    direct.close();
  }

  // ---- for this room

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
    Cell cell = new Cell(this, id, spec, parent, behaviour(spec));
    if (cells.putIfAbsent(id, cell) != null) {
      throw new PubSubException(AgentError.AGENT_EXISTS, "there is an agent '%s'".formatted(id));
    }
    try {
      // Again: whoever closes from now on finds it.
      requireOpen();
      registry.register(info);
    } catch (RuntimeException | Error e) {
      cells.remove(id, cell);
      cell.discard();
      throw e;
    }
    ground.lives().created(info);
    return cell;
  }

  private void requireOpen() {
    if (closed) {
      throw new PubSubException(StandardError.CLOSED, "the agents of this bus are closed");
    }
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
    AgentInfo last = infoOf(cell);
    try {
      var unused = registry.unregister(cell.id());
    } finally {
      cells.remove(cell.id(), cell);
    }
    ground.lives().destroyed(last);
  }

  private static Rejected refusal(PubSubException why) {
    return new Rejected(why.code(), why.getMessage(), why.retryAfter());
  }

  private static PubSubException notFound(String id) {
    return new PubSubException(AgentError.AGENT_NOT_FOUND, "there is no agent '%s'".formatted(id));
  }

  private static PubSubException noPlace(Cell cell) {
    return cell.isClosed()
        ? notFound(cell.id())
        : new PubSubException(
            AgentError.AGENT_BUSY,
            "as much mail waits for the agent '%s' as may".formatted(cell.id()),
            BUSY);
  }
}
