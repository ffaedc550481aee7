package dev.pubsub.agents.signal;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.signal.Signal;
import java.util.concurrent.CompletableFuture;

/** Brings signals to an agent. Any thread may use it; it does not block. */
public interface Post {

  /**
   * Sends a signal.
   *
   * @param from the sender
   * @param to the id of the receiver
   * @param payload what it says
   * @param how what else it carries
   * @return what became of it
   */
  PublishResult tell(Principal from, String to, Object payload, PublishOptions how);

  /**
   * Asks.
   *
   * @param from the asker
   * @param to the id of whoever is asked
   * @param payload what is asked
   * @param how how long to wait, and what else the question carries
   * @return the reply, or a failure, as {@link Bus#request(String, Object, RequestOptions)} gives
   *     it
   */
  CompletableFuture<Signal> ask(Principal from, String to, Object payload, RequestOptions how);
}
