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

  MBassadorBus(List<? extends Ear> subscribers) {
    // It calls first whoever came last.
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      bus.subscribe(new Counting(subscribers.get(i)));
    }
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

    private final Ear ear;

    Counting(Ear ear) {
      this.ear = ear;
    }

    /** Called by the bus, found by its annotation. */
    @Handler
    public void count(String message) {
      ear.hear();
    }
  }
}
