package dev.pubsub.resilience.resource;

import dev.pubsub.spi.edge.Gateway;
import java.util.List;

/** Where the gauges come from. */
interface GaugeSource extends AutoCloseable {

  /** Called once, when the buses are there. */
  List<Gauge> open(Gateway gateway);

  /** Lets go of what they need; also where they were not opened. */
  @Override
  default void close() {}
}
