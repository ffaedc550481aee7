package dev.pubsub.resilience.limit;

import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.PressureLevel;
import java.util.Map;

/** Pressure that a test sets. */
final class FakePressure implements Pressure {

  private volatile PressureLevel level = PressureLevel.NORMAL;

  void set(PressureLevel now) {
    level = now;
  }

  @Override
  public PressureLevel level() {
    return level;
  }

  @Override
  public Map<String, PressureLevel> levels() {
    return Map.of("fake", level);
  }
}
