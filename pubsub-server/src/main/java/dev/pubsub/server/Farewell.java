package dev.pubsub.server;

import dev.pubsub.core.PubSub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a server come to its end, and tells the log what became of what it had accepted.
 *
 * @param pubsub open, and to be closed by its owner
 */
record Farewell(PubSub pubsub) {

  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

  /** Blocks for the time to drain at most; whether nothing waits any more. */
  boolean say() {
    LOG.info("Told to end: draining, for {} s at most", pubsub.drainTime().toSeconds());
    long droppedBefore = dropped();
    boolean drained = pubsub.drain(pubsub.drainTime());
    long waiting = pubsub.waiting();
    long dropped = dropped() - droppedBefore;
    if (drained && dropped == 0) {
      LOG.info("Drained: everything that was accepted is delivered");
    } else if (drained) {
      LOG.warn("Drained: {} deliveries were lost with those who did not take them", dropped);
    } else {
      LOG.warn(
          "The time to drain is over: {} deliveries that still waited are lost, and {} with those"
              + " who did not take them",
          waiting,
          dropped);
    }
    if (pubsub.scheduled() > 0) {
      LOG.warn("{} scheduled publishes that are not due are lost", pubsub.scheduled());
    }
    return drained;
  }

  private long dropped() {
    return pubsub.buses().stream().mapToLong(name -> pubsub.bus(name).stats().droppedTotal()).sum();
  }
}
