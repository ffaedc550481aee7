package dev.pubsub.monitoring.alert;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import java.util.Map;

/**
 * Notes what the platform tells the bus {@code health}: subscribers that were cut off, and breakers
 * that open and close.
 */
final class Told implements Subscriber {

  static final String BUS = "health";
  static final String SUBSCRIPTIONS = "subscription_health:**";
  static final String BREAKERS = "circuit_breaker_status:**";

  /** Anybody may publish there, but not under this name. */
  private static final String PLATFORM = "system:platform";

  private final Standing standing;
  private final Scheduler time;

  Told(Standing standing, Scheduler time) {
    this.standing = standing;
    this.time = time;
  }

  @Override
  public void receive(Delivery delivery) {
    Signal signal = delivery.signal();
    if (signal.source().equals(PLATFORM) && signal.payload() instanceof Map<?, ?> fields) {
      String bus = text(fields, "bus");
      switch (signal.type()) {
        case "disconnected" ->
            begins(new Cause(Rule.SUBSCRIBER_GONE, bus, text(fields, "subscription_name")));
        case "circuit_breaker_open" -> begins(breaker(bus, fields));
        case "circuit_breaker_closed" -> standing.ends(breaker(bus, fields));
        default -> {} // Of no concern here; a breaker that is half open was open, and is yet.
      }
    }
  }

  private void begins(Cause cause) {
    standing.begins(cause, time.nanoTime());
  }

  private static Cause breaker(String bus, Map<?, ?> fields) {
    return new Cause(Rule.BREAKER_OPEN, bus, text(fields, "breaker"));
  }

  private static String text(Map<?, ?> fields, String field) {
    return fields.get(field) instanceof String text ? text : "";
  }
}
