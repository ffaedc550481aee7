package org.example.line;

import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.PressureLevel;
import java.time.Duration;

record CalmGate(Pressure pressure) implements Gate {

  private static final Admission NOT_NOW =
      new Admission.Refused(
          StandardError.OVERLOADED,
          "no topic is created while resources are scarce",
          Duration.ofSeconds(1),
          false);

  @Override
  public Admission admit(
      Operation operation, String bus, String principal, String resource, Priority priority) {
    return operation == Operation.CREATE_TOPIC && pressure.level().isAtLeast(PressureLevel.HIGH)
        ? NOT_NOW
        : Admission.GRANTED;
  }
}
