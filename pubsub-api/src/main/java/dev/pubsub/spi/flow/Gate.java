package dev.pubsub.spi.flow;

import dev.pubsub.signal.Priority;

/**
 * Says whether something may happen now: a rate limiter, a guard of resources. Whether somebody may
 * ever do it is not a gate's business.
 *
 * <p>Gates are asked one after the other, in the order in which their plugins were installed,
 * before anything else is looked at; the first that does not grant ends the asking, and what those
 * before it have counted stays counted. What the platform itself does is asked about, too, and has
 * a principal that begins with {@code system:}. With no gate nothing is asked.
 */
@FunctionalInterface
public interface Gate {

  /**
   * Decides. Called once for each operation and once more for every time that a publisher who waits
   * tries again, on the thread of whoever wants it, by many threads at once. Must not block, and
   * should allocate nothing to grant.
   *
   * @param operation what is wanted
   * @param bus the name of the bus
   * @param principal the name of whoever wants it
   * @param resource what it is to be done to, see {@link Operation}; written by strangers, and not
   *     checked yet
   * @param priority of the signal to be published, as its publisher gave it; normal for all else
   * @return the decision; an exception refuses the operation with PLUGIN_FAILED
   */
  Admission admit(
      Operation operation, String bus, String principal, String resource, Priority priority);
}
