package dev.pubsub.monitoring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;

/**
 * The names that observations have. Their attributes are those of the semantic conventions of
 * OpenTelemetry for messaging, which are in development; a topic is of high cardinality, so that it
 * is in spans and never in meters.
 */
enum Messaging {
  /** A signal is published. */
  PUBLISH("pubsub.publish", "publish", "send"),
  /** A subscriber handles a signal. */
  PROCESS("pubsub.process", "process", "process");

  private static final KeyValue SYSTEM = KeyValue.of("messaging.system", "pubsub");

  private final String name;
  private final String operation;
  private final KeyValue type;

  Messaging(String name, String operation, String type) {
    this.name = name;
    this.operation = operation;
    this.type = KeyValue.of("messaging.operation.type", type);
  }

  /** One that is not started. */
  <C extends Context> Observation of(
      String topic, Supplier<C> context, ObservationRegistry registry) {
    return Observation.createNotStarted(name, context, registry)
        .contextualName(operation + " " + topic)
        .lowCardinalityKeyValue(SYSTEM)
        .lowCardinalityKeyValue(type)
        .lowCardinalityKeyValue("messaging.operation.name", operation)
        .highCardinalityKeyValue("messaging.destination.name", topic);
  }
}
