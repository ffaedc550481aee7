package dev.pubsub.core.guard;

import dev.pubsub.Delivery;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Outlet;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an outlet throws when it is asked or told something from going further; what it throws
 * for a signal is seen to like that of any subscriber.
 */
public final class GuardedOutlet implements Outlet {

  private final Outlet outlet;
  private final String bus;
  private final FailureLog failures;

  /** A guard for the outlet of a bus. */
  public GuardedOutlet(Outlet outlet, String bus, Scheduler time) {
    this.outlet = outlet;
    this.bus = bus;
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(GuardedOutlet.class),
            "The outlet of the bus '{}' threw an exception",
            time);
  }

  @Override
  public boolean wants(String topic) {
    try {
      return outlet.wants(topic);
    } catch (Throwable e) {
      failures.failed(bus, e);
      return false;
    }
  }

  @Override
  public boolean reaches(String node) {
    try {
      return outlet.reaches(node);
    } catch (Throwable e) {
      failures.failed(bus, e);
      return false;
    }
  }

  @Override
  public void interest(String pattern, boolean wanted) {
    try {
      outlet.interest(pattern, wanted);
    } catch (Throwable e) {
      failures.failed(bus, e);
    }
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    outlet.receive(delivery);
  }

  @Override
  public void endOfBatch() throws Exception {
    outlet.endOfBatch();
  }

  @Override
  public void ended() throws Exception {
    outlet.ended();
  }
}
