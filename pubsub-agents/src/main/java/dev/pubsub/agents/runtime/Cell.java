package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Turns;
import dev.pubsub.agents.system.Workers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent: its turns, and where it is in its life, which belongs to whoever has the turn. */
final class Cell extends Owner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Cell.class);
  private static final int ITEMS_IN_A_TURN = 32;

  private enum Phase {
    NEW,
    RUNNING,
    /** Failed, or at rest; its supervisor says how it goes on. */
    HELD,
    /** Waits for its children to end, to be at rest. */
    RESTING,
    /** Waits for its children to end, to begin again. */
    BEGINNING,
    /** Waits for its children to end, to end itself. */
    ENDING,
    ENDED
  }

  private @Nullable Agent agent;
  private Phase phase = Phase.NEW;

  Cell(Cells cells, String id, AgentSpec spec, @Nullable Cell parent, Agent agent) {
    super(cells, id, spec, parent);
    this.agent = agent;
    // Whoever makes it has its first turn, so that nobody ends it before it is known.
    var unused = claim();
  }

  /** Whether it may begin what others are told of; in a turn. */
  boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  /** What is known of it where the registry has forgotten. */
  AgentInfo lastKnown() {
    Cell above = parent;
    Life mine = life;
    return new AgentInfo(
        id,
        spec.profile(),
        cells.ground().node(),
        above == null ? "" : above.id,
        state(),
        mine == null ? 0 : mine.restarts);
  }

  // ---- turns

  /** Has it started, once, by the one who made it. */
  void wakeUp() {
    wake();
  }

  /** Starts it on the current thread, unless it may block. */
  void startHere() {
    if (spec.turns() == Turns.BLOCKING) {
      wake();
    } else {
      run();
    }
  }

  /** Gives it up instead of starting it; who wanted it stopped has what they wanted. */
  void discard() {
    phase = Phase.ENDED;
    shut();
    abandonAll();
    run();
  }

  @Override
  void wake() {
    cells.execute(this);
  }

  /** The thread that brings mail is one of the bus, and in no turn. */
  @Override
  void wakeForMail() {
    if (spec.turns() == Turns.QUICK) {
      run();
    } else {
      wake();
    }
  }

  @Override
  long nanoTime() {
    return cells.ground().scheduler().nanoTime();
  }

  @Override
  public void run() {
    try {
      Workers.perform(this::turn);
    } catch (RuntimeException | Error e) {
      Foreign.complain("A turn of the agent '{}' failed", id, e);
    } finally {
      if (!rest()) {
        wake();
      }
    }
  }

  private void turn() {
    obey();
    if (phase == Phase.NEW) {
      start();
    }
    int handled = 0;
    for (int i = 0; i < ITEMS_IN_A_TURN && phase == Phase.RUNNING; i++) {
      Item item = take();
      if (item == null) {
        break;
      }
      handled += handle(item);
      obey();
    }
    cells.ledger().handled(handled);
    if (phase == Phase.RUNNING && isDone() && !owesAnswers()) {
      endBehindChildren();
    }
  }

  private void obey() {
    takeCommands().forEach(command -> Foreign.run(id, command));
  }

  /** How much mail was handled: one, or none. */
  private int handle(Item item) {
    try {
      item.handle(this);
      return item instanceof Letter ? 1 : 0;
    } catch (Exception | Error e) {
      Throwable failure = Foreign.sayable(e);
      Foreign.run(id, () -> item.failed(this, failure));
      failed(failure);
      return 0;
    } finally {
      becauseOfNothing();
    }
  }

  @SuppressWarnings("NullAway") // Who runs has an agent.
  void receive(Letter letter) throws Exception {
    cause = letter.signal();
    agent.receive(letter, new Context(this));
  }

  // ---- what it has

  Household household() {
    return belongings().household(this);
  }

  private void tellSupervisor(Consumer<Household> news) {
    Cell above = parent;
    if (above == null) {
      news.accept(life().alone(this));
    } else {
      above.command(() -> above.heard(news));
    }
  }

  /** One of those it supervises has news. */
  private void heard(Consumer<Household> news) {
    news.accept(household());
    if (!household().family().isEmpty()) {
      return;
    }
    switch (phase) {
      case RESTING -> childless();
      case BEGINNING -> begin();
      case ENDING -> over();
      default -> {}
    }
  }

  // ---- its life

  private void start() {
    try {
      phase = Phase.RUNNING;
      Agent now = agent;
      if (now == null) {
        now = spec.behaviour().get();
        agent = now;
      }
      now.started(new Context(this));
      release();
    } catch (Exception | Error e) {
      failed(Foreign.sayable(e));
    }
  }

  private void failed(Throwable failure) {
    if (phase != Phase.RUNNING) {
      Foreign.complain("The agent '{}' failed while it ended", id, failure);
      return;
    }
    phase = Phase.HELD;
    hold();
    Foreign.complain("The agent '{}' failed", id, failure);
    Foreign.run(id, () -> cells.failed(this, failure));
    tellSupervisor(household -> household.failed(this, failure));
  }

  /** More of a household that it is the head of have failed than may. */
  void escalated(Household which, Throwable failure) {
    if (life().alone == which) {
      end();
    } else {
      which.giveUp();
      failed(failure);
    }
  }

  void comeToRest() {
    if (phase == Phase.RESTING || phase == Phase.ENDING || phase == Phase.ENDED) {
      return;
    }
    hold();
    Belongings mine = belongings;
    boolean keeps = spec.restart().keepsState();
    if (mine == null || (keeps && !mine.hasGivenUp())) {
      rested();
      return;
    }
    phase = Phase.RESTING;
    if (!keeps) {
      mine.close();
    }
    if (!mine.hasChildren()) {
      childless();
    }
  }

  /** Those it supervised have ended, and it is at rest. */
  private void childless() {
    forgetGivenUp();
    rested();
  }

  private void forgetGivenUp() {
    Belongings mine = belongings;
    if (mine != null) {
      mine.forgetGivenUp();
    }
  }

  private void rested() {
    phase = Phase.HELD;
    if (!spec.restart().keepsState()) {
      sayGoodbye();
      belongings = null;
    }
    tellSupervisor(household -> household.family().rested(this));
  }

  void beginAgain() {
    if (phase != Phase.HELD) {
      return;
    }
    Belongings mine = belongings;
    if (mine != null && mine.hasGivenUp() && mine.hasChildren()) {
      // It gave them up while it was at rest.
      phase = Phase.BEGINNING;
    } else {
      begin();
    }
  }

  private void begin() {
    forgetGivenUp();
    life().restarts++;
    Foreign.run(id, () -> cells.restarted(this, life().restarts));
    tellSupervisor(household -> household.began(this));
    start();
  }

  /** Takes nothing new, handles and answers what has come, and ends then or without patience. */
  void stop(Duration patience, CompletableFuture<Void> stopped) {
    if (phase == Phase.ENDED) {
      stopped.complete(null);
      return;
    }
    life()
        .stopping(
            stopped,
            patience.isZero()
                ? () -> {}
                : cells.ground().after(patience, () -> command(this::end)));
    if (patience.isZero()) {
      end();
    }
  }

  /** Takes nothing new, and ends once what has come to it, and to its children, was handled. */
  void drain() {
    if (close()) {
      cells.update(this, info -> info.withState(AgentState.STOPPING));
      command(() -> {});
    }
  }

  private void endBehindChildren() {
    Belongings mine = belongings;
    if (mine == null || !mine.drainsChildren()) {
      end();
    }
  }

  /** Ends now, with those it supervises. */
  void end() {
    if (phase == Phase.ENDING || phase == Phase.ENDED) {
      return;
    }
    phase = Phase.ENDING;
    hold();
    var unused = close();
    Life mine = life;
    if (mine != null) {
      mine.close();
    }
    Belongings have = belongings;
    if (have != null) {
      have.close();
      if (have.hasChildren()) {
        return;
      }
    }
    over();
  }

  private void over() {
    sayGoodbye();
    phase = Phase.ENDED;
    shut();
    abandonAll();
    belongings = null;
    Foreign.run(id, () -> cells.ended(this));
    Cell above = parent;
    if (above != null) {
      above.command(() -> above.heard(household -> household.family().left(this)));
    }
    Life mine = life;
    if (mine != null) {
      mine.over();
    }
  }

  private void abandonAll() {
    while (waiting() > 0) {
      Item item = take();
      if (item == null) {
        Thread.onSpinWait();
      } else {
        Foreign.run(id, () -> item.abandon(this));
      }
    }
  }

  private void sayGoodbye() {
    Agent leaving = agent;
    agent = null;
    if (leaving != null) {
      try {
        leaving.stopped(new Context(this));
      } catch (Exception | Error e) {
        LOG.warn("The agent '{}' failed while it was stopped", id, e);
      }
      Belongings late = belongings;
      if (late != null) {
        late.leave();
      }
    }
  }

  /** Where it is in its life, as others see it. */
  AgentState state() {
    return isClosed() ? AgentState.STOPPING : AgentState.RUNNING;
  }
}
