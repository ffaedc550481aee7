package dev.pubsub.verification.broken.json;

import dev.pubsub.ws.WsPlugin;

/** A plugin that knows another one; its module has no law either. */
final class UsesAnotherPlugin {
  WsPlugin other() {
    return new WsPlugin();
  }
}
