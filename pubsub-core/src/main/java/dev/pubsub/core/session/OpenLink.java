package dev.pubsub.core.session;

import dev.pubsub.Overflow;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.guard.GuardedOutlet;
import dev.pubsub.core.publish.Sender;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The door of other nodes. What comes in by it is not taken away by its outlet, so nothing goes in
 * circles.
 */
final class OpenLink implements Link, Sender {

  private static final Rejected CLOSED =
      new Rejected(StandardError.CLOSED, "the link is closed; nothing has come in");

  private final BusParts bus;
  private final LinkPast past;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OpenLink(BusParts bus) {
    this.bus = bus;
    this.past = new LinkPast(bus);
  }

  static OpenLink open(BusParts bus, Outlet foreign) {
    OpenLink link = new OpenLink(bus);
    GuardedOutlet outlet = new GuardedOutlet(foreign, bus.name(), bus.time());
    SessionOptions most =
        SessionOptions.ofCapacity(bus.maxSessionCapacity()).withOverflow(Overflow.DROP_NEWEST);
    bus.subscriptions()
        .connect(
            outlet,
            link,
            bus.seat(most, bus.subscriptions()::disconnect),
            audience -> bus.router().leadOut(outlet, audience));
    bus.requests().patterns().forEach(pattern -> outlet.demand(Demand.ofAll(pattern), true));
    return link;
  }

  @Override
  public PublishResult enter(Signal signal) {
    return enter(signal, () -> bus.publisher().enter(this, signal));
  }

  @Override
  public PublishResult enter(Signal signal, Arrival arrival) {
    return enter(signal, () -> bus.publisher().enter(this, signal, arrival));
  }

  private PublishResult enter(Signal signal, Supplier<PublishResult> entry) {
    if (closed.get()) {
      return CLOSED;
    }
    return signal.topic().equals(ReplyHeaders.CANCELLED_TOPIC)
        ? bus.requests().enter(this, signal)
        : entry.get();
  }

  @Override
  public void passOn(Signal signal, GroupId group, int hops) {
    bus.publisher().passOn(this, signal, group, hops);
  }

  @Override
  public void reroute() {
    bus.subscriptions().reroute();
  }

  @Override
  public List<String> repaired() {
    return bus.repaired();
  }

  @Override
  public List<Signal> kept(List<String> patterns) {
    return isOpen() ? past.kept(patterns) : List.of();
  }

  @Override
  public int remember(List<Signal> signals) {
    return isOpen() ? past.remember(signals) : 0;
  }

  @Override
  public boolean hasKept(SignalId id) {
    return past.has(id);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      bus.subscriptions().disconnect(bus.router()::closeWayOut);
      past.close();
    }
  }

  @Override
  public String source() {
    return "";
  }

  @Override
  public boolean isOpen() {
    return !closed.get() && bus.publisher().isOpen();
  }
}
