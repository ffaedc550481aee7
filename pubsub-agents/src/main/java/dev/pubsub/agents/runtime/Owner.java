package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Who an agent is, and what it has, most of which is made when it is first needed: of a million
 * agents few have anything. Used in turns, but for who it is.
 */
abstract class Owner extends Mailbox {

  final Cells cells;
  final String id;
  final AgentSpec spec;
  final @Nullable Cell parent;
  @Nullable Belongings belongings;
  @Nullable Life life;
  @Nullable Signal cause;
  @Nullable Headers links;
  private volatile @Nullable Bus bus;

  Owner(Cells cells, String id, AgentSpec spec, @Nullable Cell parent) {
    this.cells = cells;
    this.id = id;
    this.spec = spec;
    this.parent = parent;
  }

  final Cells cells() {
    return cells;
  }

  final String id() {
    return id;
  }

  final AgentSpec spec() {
    return spec;
  }

  final boolean isRoot() {
    return parent == null;
  }

  /** The mail in hand is done with. */
  final void becauseOfNothing() {
    cause = null;
    links = null;
  }

  /** What is done now is done because of a signal. */
  final void because(@Nullable Signal signal) {
    cause = signal;
  }

  /** The signal that is handled, or because of which something else is done; by any thread. */
  final @Nullable Signal cause() {
    return cause;
  }

  /** The headers of what is sent now. */
  final Headers links() {
    Headers now = links;
    if (now == null) {
      Signal because = cause;
      now = because == null ? Headers.NONE : Links.from(because);
      links = now;
    }
    return now;
  }

  final Belongings belongings() {
    Belongings now = belongings;
    if (now == null) {
      now = new Belongings(id);
      belongings = now;
    }
    return now;
  }

  final boolean owesAnswers() {
    Belongings now = belongings;
    return now != null && now.owesAnswers();
  }

  final boolean owns(Belongings some) {
    return belongings == some;
  }

  final Life life() {
    Life now = life;
    if (now == null) {
      now = new Life();
      life = now;
    }
    return now;
  }

  /** The bus as it uses it, the same all its life; by any thread. */
  final Bus bus() {
    Bus now = bus;
    return now == null ? openBus() : now;
  }

  private synchronized Bus openBus() {
    Bus now = bus;
    if (now == null) {
      now = cells.viewOf(id);
      bus = now;
    }
    return now;
  }
}
