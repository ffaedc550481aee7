package dev.pubsub.examples;

import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import java.time.Duration;

/** A bus inside a program: no server, no configuration. */
public final class Embedded {

  private Embedded() {}

  /** Publishes a signal, and ends when it has been delivered. */
  public static void main(String[] args) {
    try (PubSub pubsub = PubSub.builder().discover(false).open()) {
      Bus bus = pubsub.bus();
      bus.subscribe("orders:*", delivery -> System.out.println(delivery.signal().payload()));
      bus.publish("orders:eu:42", "paid");
      pubsub.drain(Duration.ofSeconds(10));
    }
  }
}
