package dev.pubsub.verification.broken.ws.here;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** A transport with breakers of its own. */
final class BreaksCircuits {
  boolean mayComeIn(CircuitBreaker breaker) {
    return breaker.tryAcquirePermission();
  }
}
