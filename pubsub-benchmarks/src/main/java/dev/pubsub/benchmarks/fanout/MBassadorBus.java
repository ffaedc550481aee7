package dev.pubsub.benchmarks.fanout;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.bus.config.IBusConfiguration;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;

/** MBassador with one dispatcher, as several would break the order; its queue has no bound. */
final class MBassadorBus implements Candidate {

  private final AtomicLong errors = new AtomicLong();
  private final MBassador<String> bus = new MBassador<>(configuration());

  MBassadorBus(List<Counter> subscribers) {
    subscribers.forEach(counter -> bus.subscribe(new Counting(counter)));
  }

  private IBusConfiguration configuration() {
    return new BusConfiguration()
        .addFeature(Feature.SyncPubSub.Default())
        .addFeature(Feature.AsynchronousHandlerInvocation.Default(1, 1))
        .addFeature(Feature.AsynchronousMessageDispatch.Default().setNumberOfMessageDispatchers(1))
        .addPublicationErrorHandler(error -> errors.incrementAndGet());
  }

  @Override
  public void publish(String message) {
    bus.publishAsync(message);
  }

  @Override
  public long lost() {
    return errors.get();
  }

  @Override
  public void close() {
    bus.shutdown();
  }

  /** Held strongly: by default a subscriber that nobody else holds is lost. */
  @Listener(references = References.Strong)
  static final class Counting {

    private final Counter counter;

    Counting(Counter counter) {
      this.counter = counter;
    }

    /** Called by the bus, found by its annotation. */
    @Handler
    public void count(String message) {
      counter.up();
    }
  }
}
