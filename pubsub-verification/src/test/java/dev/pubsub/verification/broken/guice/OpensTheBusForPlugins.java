package dev.pubsub.verification.broken.guice;

import dev.pubsub.core.PubSub;

/** A door for plugins that leads to the engine. */
final class OpensTheBusForPlugins {
  PubSub open() {
    return PubSub.builder().open();
  }
}
