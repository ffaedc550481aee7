package dev.pubsub.server.settings;

/** The full keys of the settings that have a shorter name somewhere. */
public final class Keys {

  /** Where to listen. */
  public static final String HOST = "pubsub.plugin.ws.host";

  /** Where to listen. */
  public static final String PORT = "pubsub.plugin.ws.port";

  /** How many WebSockets there may be. */
  public static final String CONNECTIONS_MAX = "pubsub.plugin.ws.connections.max";

  static final String NODE = "pubsub.node";
  static final String CLUSTER = "pubsub.plugin.cluster.";
  static final String PRESETS = "pubsub.presets";
  static final String ORIGINS = "pubsub.plugin.ws.origins";
  static final String PLUGINS_DIR = "pubsub.plugins.dir";

  private Keys() {}
}
