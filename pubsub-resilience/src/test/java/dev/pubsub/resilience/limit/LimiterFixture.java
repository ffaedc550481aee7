package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;

/** A limiter on time and pressure that a test moves. */
final class LimiterFixture {

  final ManualTime time = new ManualTime();
  final FakePressure pressure = new FakePressure();
  final Limiter limiter;

  LimiterFixture(String rules) {
    this(rules, 1000);
  }

  LimiterFixture(String rules, int maxKeys) {
    limiter = new Limiter(LimitReader.list(rules), maxKeys, time, pressure);
  }

  Admission ask(Operation operation, String principal, String resource) {
    return limiter.admit(operation, "default", principal, resource, Priority.NORMAL);
  }

  Admission publish(String principal, String topic) {
    return ask(Operation.PUBLISH, principal, topic);
  }

  boolean isGranted(String principal, String topic) {
    return publish(principal, topic).equals(Admission.GRANTED);
  }

  /** How many are granted in a row before one is refused. */
  int granted(String principal, String topic) {
    int granted = 0;
    while (isGranted(principal, topic)) {
      granted++;
      assertThat(granted).as("a limit").isLessThan(10_000_000);
    }
    return granted;
  }

  Admission.Refused refused(String principal, String topic) {
    Admission.Refused refused = (Admission.Refused) publish(principal, topic);
    assertThat(refused.code()).isEqualTo(StandardError.RATE_LIMITED);
    return refused;
  }

  Duration retryAfter() {
    return refused("ann", "a").retryAfter();
  }

  LimitStatus status(String name) {
    return limiter.list().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
