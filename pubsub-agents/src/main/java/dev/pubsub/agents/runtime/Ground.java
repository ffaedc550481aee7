package dev.pubsub.agents.runtime;

import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.spi.Scheduler;
import java.util.concurrent.Executor;

/**
 * What a runtime stands on.
 *
 * @param node the name of this node, where its agents live
 * @param scheduler time
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
    Executor workers,
    Executor blocking,
    String token,
    Lives lives,
    Permits permits,
    MailTrace trace) {}
