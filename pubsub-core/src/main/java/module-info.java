/** The engine of the bus and its assembly. Only {@code dev.pubsub.core} is for others. */
module dev.pubsub.core {
  requires transitive dev.pubsub.api;
  requires java.management;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.pubsub.core;

  uses dev.pubsub.spi.Plugin;
}
