package dev.pubsub.monitoring.observation;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Signal;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * A subscriber of which each call is observed: as part of the trace that the signal names in its
 * headers, wherever it was published, and current while the subscriber works, so that what it calls
 * is a part of it too. What the subscriber throws is noted and thrown on.
 */
public final class ObservedSubscriber implements Subscriber {

  private final ObservationRegistry registry;
  private final Subscriber next;

  /**
   * Stands in front of a subscriber.
   *
   * @param registry whose handlers are called, on the thread that calls the subscriber
   * @param next the subscriber
   */
  public ObservedSubscriber(ObservationRegistry registry, Subscriber next) {
    this.registry = registry;
    this.next = next;
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    Signal signal = delivery.signal();
    ReceiverContext<Signal> context =
        new ReceiverContext<>(
            (carrier, name) -> carrier.headers().get(name).orElse(null), Kind.CONSUMER);
    context.setCarrier(signal);
    Messaging.PROCESS
        .of(signal.topic(), () -> context, registry)
        .observeChecked(() -> next.receive(delivery));
  }

  @Override
  public void endOfBatch() throws Exception {
    next.endOfBatch();
  }

  @Override
  public void ended() throws Exception {
    next.ended();
  }
}
