package dev.pubsub.verification.broken.ws.here;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;

/** A plugin behind the door. */
public final class InnerPlugin implements Plugin {
  @Override
  public String id() {
    return "sample";
  }

  @Override
  public Contributions install(Environment environment) {
    return Contributions.builder().build();
  }
}
