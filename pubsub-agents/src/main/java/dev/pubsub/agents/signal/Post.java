package dev.pubsub.agents.signal;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.signal.Signal;
import java.util.concurrent.CompletableFuture;

/** Brings signals to an agent. Any thread may use it; it does not block. */
public interface Post {

  /** Publishes, and does not look whether there is anybody, or room. */
  Post PUBLISHING =
      new Post() {
        @Override
        public PublishResult tell(Bus by, String to, Object payload, PublishOptions how) {
          return by.publish(AgentId.topic(to), payload, how);
        }

        @Override
        public CompletableFuture<Signal> ask(
            Bus by, String to, Object payload, RequestOptions how) {
          return by.request(AgentId.topic(to), payload, how);
        }
      };

  /**
   * Sends a signal.
   *
   * @param by the bus, as the sender uses it
   * @param to the id of the receiver
   * @param payload what it says
   * @param how what else it carries
   * @return what became of it
   */
  PublishResult tell(Bus by, String to, Object payload, PublishOptions how);

  /**
   * Asks.
   *
   * @param by the bus, as the asker uses it
   * @param to the id of whoever is asked
   * @param payload what is asked
   * @param how how long to wait, and what else the question carries
   * @return the reply, or a failure, as {@link Bus#request(String, Object, RequestOptions)} gives
   *     it
   */
  CompletableFuture<Signal> ask(Bus by, String to, Object payload, RequestOptions how);
}
