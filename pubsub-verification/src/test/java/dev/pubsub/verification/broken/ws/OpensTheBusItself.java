package dev.pubsub.verification.broken.ws;

import dev.pubsub.core.PubSub;

/** A plugin that knows the engine. */
final class OpensTheBusItself {
  PubSub open() {
    return PubSub.builder().open();
  }
}
