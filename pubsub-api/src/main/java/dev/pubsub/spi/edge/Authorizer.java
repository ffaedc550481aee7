package dev.pubsub.spi.edge;

import dev.pubsub.spi.flow.Operation;
import java.util.Optional;

/**
 * Says whether somebody may ever do something: one decision for what is live, kept, replayed or
 * asked for over HTTP. How often is the business of a {@link dev.pubsub.spi.flow.Gate}.
 *
 * <p>Authorizers are asked before the gates, one after the other in the order in which their
 * plugins were installed; the first that forbids ends the asking. With none, everything is allowed.
 */
@FunctionalInterface
public interface Authorizer {

  /**
   * Decides. Called on the thread of whoever wants it, by many threads at once. Must not block, and
   * should allocate nothing to allow.
   *
   * @param operation what is wanted; reading what is kept of the past is a {@link
   *     Operation#SUBSCRIBE}
   * @param bus the name of the bus
   * @param principal the name of whoever wants it
   * @param resource what it is to be done to, see {@link Operation}; written by strangers, and not
   *     checked yet
   * @return empty where it is allowed; otherwise one sentence that says why it is not, which the
   *     principal reads. An exception forbids it, too
   */
  Optional<String> forbids(Operation operation, String bus, String principal, String resource);
}
