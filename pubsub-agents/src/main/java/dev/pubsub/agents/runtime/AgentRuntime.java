package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The agents of one bus on this node. It subscribes once for all of them, so an agent without mail
 * costs its place in memory and nothing else.
 *
 * <p>Any thread may use it, and nothing but {@link #close} blocks.
 */
public final class AgentRuntime implements AutoCloseable {

  private static final int NEXT = 10;

  private final Bus door;
  private final Ground ground;
  private final AgentRegistry registry;
  private final Cells cells;
  private final Subscription direct;

  private AgentRuntime(
      Bus door, Ground ground, AgentRegistry registry, Cells cells, Subscription direct) {
    this.door = door;
    this.ground = ground;
    this.registry = registry;
    this.cells = cells;
    this.direct = direct;
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
    Cells cells = new Cells(door, options, ground, registry);
    Subscription direct =
        Inlet.open(
            door,
            AgentId.DIRECT + "*",
            options,
            question -> cells.find(SendingOn.idOf(question.signal())),
            cells.ledger(),
            ground.trace(),
            new SendingOn(door, registry, ground.clock())::sendOn);
    // As long as there is the registry.
    var unused = registry.watch(new Conflicts(ground.lives()));
    return new AgentRuntime(door, ground, registry, cells, direct);
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
   * The bus, used by somebody else; what an agent publishes says what it is like.
   *
   * @param principal who
   * @return a view of the door
   */
  public Bus as(Principal principal) {
    return cells.as(principal);
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
    Cell cell = cells.make(by, spec, null);
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
    Cell cell = cells.make(by, spec, null);
    cell.startHere();
    return cell.id();
  }

  /**
   * Stops an agent: it takes nothing new, handles what has come, answers what it was asked, has
   * those that it created do the same, and ends behind them. What was not handled when the patience
   * is over is set aside.
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
    Cell cell = cells.find(id);
    return cell == null
        ? CompletableFuture.failedFuture(Sending.notFound(id))
        : stop(cell, patience);
  }

  private CompletableFuture<Void> stop(Cell cell, Duration patience) {
    Objects.requireNonNull(patience, "patience");
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    if (cell.close()) {
      cells.update(cell, info -> info.withState(AgentState.STOPPING));
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
    return cells.sending().tell(by, to, payload, how);
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
    return cells.sending().ask(asker, by, to, payload, how);
  }

  /**
   * Looks at an agent of this node.
   *
   * @param id of the agent
   * @return what is to be seen, or empty where there is none
   */
  public Optional<Inspection> inspect(String id) {
    Cell cell = cells.find(id);
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
    return cells.ledger().stats(cells.size());
  }

  /**
   * Stops all agents, those that others created behind what came to these.
   *
   * @param patience how long each may take
   * @return completes when the last has ended
   */
  public CompletableFuture<Void> stopAll(Duration patience) {
    return CompletableFuture.allOf(
        cells.roots().map(cell -> stop(cell, patience)).toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Creates no agents any more, ends those there are, and hears no more mail once they have.
   * Closing twice does nothing. May be waited for.
   *
   * @return completes when it is done
   */
  public CompletableFuture<Void> shutDown() {
    cells.close();
    return stopAll(Duration.ZERO).whenComplete((done, failure) -> direct.close());
  }

  /** Shuts down, does not wait for the agents, and hears no more mail at once. */
  @Override
  public void close() {
    var unused = shutDown();
    direct.close();
  }
}
