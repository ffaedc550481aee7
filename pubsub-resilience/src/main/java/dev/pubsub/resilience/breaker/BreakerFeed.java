package dev.pubsub.resilience.breaker;

import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the bus {@code health} of breakers that open and close. */
final class BreakerFeed implements Component, Breaker.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(BreakerFeed.class);

  /** A topic has 255 bytes, and whoever chose the name of a principal did not think of that. */
  private static final int LONGEST_NAME = 200;

  private volatile @Nullable Gateway gateway;

  @Override
  public void start(Gateway opened) {
    gateway = opened;
  }

  @Override
  public void stop() {
    gateway = null;
  }

  @Override
  public void changed(Breaker breaker, BreakerState before, BreakerStatus now, String why) {
    String state = word(now.state());
    LOG.info(
        "Circuit breaker {} of the bus {} is {} now, it was {}: {}",
        now.name(),
        now.bus(),
        state,
        word(before),
        why);
    Gateway open = gateway;
    if (open != null) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("rule", now.rule());
      metadata.put("state", state);
      metadata.put("previous_state", word(before));
      metadata.put("reason", why);
      metadata.put("override", word(now.override()));
      metadata.put("transition", now.transitions());
      metadata.put("calls", now.calls());
      now.failureRate().ifPresent(rate -> metadata.put("failure_rate", rate));
      now.slowRate().ifPresent(rate -> metadata.put("slow_rate", rate));
      metadata.put("subscriptions", now.subscriptions());
      String name = now.name();
      open.tell(
          "health",
          "circuit_breaker_status:" + name.substring(0, Math.min(name.length(), LONGEST_NAME)),
          "circuit_breaker_" + state,
          Map.of(
              "bus",
              now.bus(),
              "breaker",
              name,
              "subscription_name",
              breaker.subject(),
              "metadata",
              metadata));
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
