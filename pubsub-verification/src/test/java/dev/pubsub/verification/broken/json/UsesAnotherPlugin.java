package dev.pubsub.verification.broken.json;

import dev.pubsub.ws.WsPlugin;

/** A plugin that knows another one. */
final class UsesAnotherPlugin {
  WsPlugin other() {
    return new WsPlugin();
  }
}
