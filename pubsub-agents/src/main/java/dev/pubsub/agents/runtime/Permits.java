package dev.pubsub.agents.runtime;

import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;

/** Says whether somebody may do something to agents now. Called by any thread; does not block. */
@FunctionalInterface
public interface Permits {

  /** Lets everybody do everything. */
  Permits ALL = (operation, principal, resource) -> Admission.GRANTED;

  /**
   * Decides.
   *
   * @param operation what is wanted
   * @param principal the name of whoever wants it
   * @param resource what it is to be done to, see {@link Operation}
   * @return the decision
   */
  Admission ask(Operation operation, String principal, String resource);

  /**
   * Throws when it is not granted.
   *
   * @param operation what is wanted
   * @param principal the name of whoever wants it
   * @param resource what it is to be done to
   * @throws PubSubException with the code of the refusal
   */
  default void require(Operation operation, String principal, String resource) {
    ask(operation, principal, resource).orThrow();
  }
}
