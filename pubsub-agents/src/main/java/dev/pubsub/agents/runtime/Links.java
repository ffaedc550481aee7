package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;

/** What a signal says of the one that caused it. */
final class Links {

  private Links() {}

  static Headers from(Signal cause) {
    String id = cause.id().toString();
    return Headers.of(AgentHeaders.CAUSATION, id)
        .with(
            AgentHeaders.CONVERSATION, cause.headers().getOrDefault(AgentHeaders.CONVERSATION, id));
  }
}
