package dev.pubsub.agents;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.runtime.AgentRuntime;
import dev.pubsub.agents.signal.Post;
import dev.pubsub.signal.Signal;
import java.util.concurrent.CompletableFuture;

/** Brings signals to agents by their runtime, which knows their room. */
record RuntimePost(AgentRuntime runtime) implements Post {

  @Override
  public PublishResult tell(Principal from, String to, Object payload, PublishOptions how) {
    return runtime.tell(runtime.as(from), to, payload, how);
  }

  @Override
  public CompletableFuture<Signal> ask(
      Principal from, String to, Object payload, RequestOptions how) {
    return runtime.ask(from.name(), runtime.as(from), to, payload, how);
  }
}
