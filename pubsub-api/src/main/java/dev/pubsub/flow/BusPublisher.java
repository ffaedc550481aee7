package dev.pubsub.flow;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.SubscribeOptions;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * The signals that match a pattern as a stream of {@link Flow}, by the rules of <a
 * href="https://www.reactive-streams.org">Reactive Streams</a>.
 *
 * <p>Each subscriber has a subscription of its own. What it has not requested yet waits on the bus,
 * up to the capacity and by the policy of the options; only what was on its way when its demand ran
 * out, at most a batch of a few hundred signals, waits outside of that bound and is counted as
 * delivered already.
 *
 * <p>The stream never completes. It fails with the {@link dev.pubsub.error.PubSubException} of
 * {@link Bus#subscribe}, and with OVERLOADED when the bus itself ends the subscription, as {@link
 * dev.pubsub.Overflow#DISCONNECT} asks. It cannot be taken from a {@link
 * dev.pubsub.spi.edge.Session session}, whose subscriptions have one queue: that fails with
 * BAD_OPTION.
 */
public final class BusPublisher implements Flow.Publisher<Delivery> {

  private final Bus bus;
  private final String pattern;
  private final SubscribeOptions options;

  /**
   * A stream that costs nothing until somebody subscribes.
   *
   * @param bus where the signals come from
   * @param pattern which signals
   * @param options bounds and filters of each subscription
   */
  public BusPublisher(Bus bus, String pattern, SubscribeOptions options) {
    this.bus = Objects.requireNonNull(bus, "bus");
    this.pattern = Objects.requireNonNull(pattern, "pattern");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Begins a stream. Any thread; does not block, unless a history must be read. The subscriber is
   * called on threads of the bus and on those that request.
   */
  @Override
  public void subscribe(Flow.Subscriber<? super Delivery> subscriber) {
    new Demand(Objects.requireNonNull(subscriber, "subscriber")).open(bus, pattern, options);
  }
}
