package dev.pubsub.monitoring.jfr;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Signal;
import java.util.Map;
import jdk.jfr.FlightRecorder;

/** Records what the bus {@code health} is told of circuit breakers. */
final class Breakers implements Subscriber {

  static final String BUS = "health";
  static final String TOPICS = "circuit_breaker_status:**";

  /** Anybody may publish there, but not under this name. */
  private static final String PLATFORM = "system:platform";

  private final String node;

  Breakers(String node) {
    this.node = node;
  }

  @Override
  public void receive(Delivery delivery) {
    Signal signal = delivery.signal();
    if (FlightRecorder.isInitialized()
        && signal.source().equals(PLATFORM)
        && signal.payload() instanceof Map<?, ?> fields
        && fields.get("metadata") instanceof Map<?, ?> details) {
      new BreakerChange(
              node,
              text(fields, "bus"),
              text(fields, "breaker"),
              text(details, "state"),
              text(details, "previous_state"),
              text(details, "reason"))
          .commit();
    }
  }

  private static String text(Map<?, ?> fields, String field) {
    return fields.get(field) instanceof String text ? text : "";
  }
}
