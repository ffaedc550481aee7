package dev.pubsub.agents.runtime;

import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What a runtime stands on.
 *
 * @param node the name of this node, where its agents live
 * @param scheduler time that passes
 * @param clock the time of day, that of the bus
 * @param workers run the turns of agents that do not block
 * @param blocking runs each turn of the others on a thread of its own
 * @param token a word of letters and digits by which the ids it makes up differ from those of other
 *     runtimes
 * @param lives told what happens to agents
 * @param permits say who may create, ask and stop agents
 * @param trace is told what becomes of mail
 */
public record Ground(
    String node,
    Scheduler scheduler,
    Clock clock,
    Executor workers,
    Executor blocking,
    String token,
    Lives lives,
    Permits permits,
    MailTrace trace) {

  private static final Duration CENTURY = Duration.ofDays(36_500);

  /** Has something done later; a century is as good as for ever. */
  Cancellable after(Duration delay, Runnable task) {
    return scheduler.schedule(delay.compareTo(CENTURY) < 0 ? delay : CENTURY, task);
  }
}
