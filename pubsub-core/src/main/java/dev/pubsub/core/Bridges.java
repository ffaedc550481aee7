package dev.pubsub.core;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import java.util.List;

/**
 * The bridges of an assembly, which are a plugin like any other.
 *
 * @param bridges those that were given
 */
record Bridges(List<Bridge> bridges) implements Plugin {

  @Override
  public String id() {
    return "bridges";
  }

  @Override
  public Contributions install(Environment environment) {
    Contributions.Builder contributions = Contributions.builder();
    bridges.forEach(bridge -> contributions.component(new OpenBridge(bridge, environment.clock())));
    return contributions.build();
  }
}
