package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;

/** What a signal says of the one that caused it. */
final class Links {

  private Links() {}

  static Headers from(Signal cause) {
    String id = cause.id().toString();
    Headers said = cause.headers().only(AgentHeaders.CONVERSATION);
    return (said.isEmpty() ? Headers.of(AgentHeaders.CONVERSATION, id) : said)
        .with(AgentHeaders.CAUSATION, id);
  }
}
