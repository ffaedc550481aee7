package dev.pubsub.agents.signal;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.signal.Signal;
import java.util.concurrent.CompletableFuture;

/** Publishes, and does not look whether there is anybody, or room. */
record Publishing(Bus bus) implements Post {

  @Override
  public PublishResult tell(Principal from, String to, Object payload, PublishOptions how) {
    return bus.as(from).publish(AgentId.topic(to), payload, how);
  }

  @Override
  public CompletableFuture<Signal> ask(
      Principal from, String to, Object payload, RequestOptions how) {
    return bus.as(from).request(AgentId.topic(to), payload, how);
  }
}
