/**
 * What applications call and what plugins implement.
 *
 * <p>Applications start at {@link dev.pubsub.Bus}; authors of plugins start at {@link
 * dev.pubsub.spi.Plugin}, whose {@link dev.pubsub.spi.Contributions} name every door a plugin may
 * stand at. Nothing here has an implementation of its own: {@code pubsub-core} is the engine.
 */
module dev.pubsub.api {
  requires static org.jspecify;

  exports dev.pubsub;
  exports dev.pubsub.config;
  exports dev.pubsub.error;
  exports dev.pubsub.flow;
  exports dev.pubsub.signal;
  exports dev.pubsub.spi;
  exports dev.pubsub.spi.cluster;
  exports dev.pubsub.spi.data;
  exports dev.pubsub.spi.edge;
  exports dev.pubsub.spi.flow;
  exports dev.pubsub.topic;
}
