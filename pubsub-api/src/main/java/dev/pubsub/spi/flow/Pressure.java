package dev.pubsub.spi.flow;

import java.util.Map;

/** How scarce resources are, as the {@link PressureSource}s say. Any thread; does not block. */
public interface Pressure {

  /** There is enough of everything, always. */
  Pressure NONE =
      new Pressure() {
        @Override
        public PressureLevel level() {
          return PressureLevel.NORMAL;
        }

        @Override
        public Map<String, PressureLevel> levels() {
          return Map.of();
        }
      };

  /**
   * The worst of all.
   *
   * @return one read of a field: fit for a hot path
   */
  PressureLevel level();

  /**
   * All that was ever reported.
   *
   * @return the present level of each resource
   */
  Map<String, PressureLevel> levels();
}
