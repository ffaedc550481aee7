package dev.pubsub.core.guard;

import dev.pubsub.Delivery;
import dev.pubsub.Hop.Step;
import dev.pubsub.Subscriber;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.Way;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an outlet throws when it is asked or told something from going further; what it throws
 * for a signal is seen to like that of any subscriber.
 */
public final class GuardedOutlet implements Subscriber {

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

  /** Where the signals of a topic go. */
  public Way way(String topic) {
    try {
      return outlet.way(topic);
    } catch (Throwable e) {
      failures.failed(bus, e);
      return Way.NOWHERE;
    }
  }

  /** Whether a node can be reached. */
  public boolean reaches(String node) {
    try {
      return outlet.reaches(node);
    } catch (Throwable e) {
      failures.failed(bus, e);
      return false;
    }
  }

  /** Who is subscribed on other nodes. */
  public Map<String, Integer> subscribers(String topic) {
    try {
      return outlet.subscribers(topic);
    } catch (Throwable e) {
      failures.failed(bus, e);
      return Map.of();
    }
  }

  /** Tells what is wanted here, or is not any more. */
  public void demand(Demand demand, boolean wanted) {
    try {
      outlet.demand(demand, wanted);
    } catch (Throwable e) {
      failures.failed(bus, e);
    }
  }

  /** Completes when the others know what they were told. */
  public CompletionStage<Void> known() {
    try {
      return outlet.known();
    } catch (Throwable e) {
      failures.failed(bus, e);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public void receive(Delivery delivery) {
    Destinations to = Destinations.EVERYONE;
    if (delivery instanceof Letter letter) {
      to = letter.destinations();
      if (letter.isTraced()) {
        letter.note(Step.SENT, "", chosen(to));
      }
    }
    outlet.carry(delivery.signal(), to);
  }

  private static String chosen(Destinations to) {
    return to.chosen().stream().map(Chosen::node).distinct().collect(Collectors.joining(", "));
  }

  @Override
  public void endOfBatch() {
    outlet.endOfBatch();
  }
}
