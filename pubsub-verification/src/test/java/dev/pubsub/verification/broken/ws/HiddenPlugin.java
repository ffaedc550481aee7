package dev.pubsub.verification.broken.ws;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;

/** A plugin that only its package can make. */
final class HiddenPlugin implements Plugin {
  HiddenPlugin() {}

  @Override
  public String id() {
    return "sample";
  }

  @Override
  public Contributions install(Environment environment) {
    return Contributions.builder().build();
  }
}
