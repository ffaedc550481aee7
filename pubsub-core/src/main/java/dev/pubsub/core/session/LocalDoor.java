package dev.pubsub.core.session;

import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.spi.flow.Operation;

/** The door of the application itself: every subscription is placed alone and bounded by itself. */
public final class LocalDoor extends Door {

  /** The door of a bus for somebody in this program. */
  public LocalDoor(BusParts bus, Principal principal) {
    super(bus, principal);
  }

  @Override
  Subscription subscribe(Door by, String pattern, SubscribeOptions options, Subscriber subscriber) {
    by.requireAdmitted(Operation.SUBSCRIBE, pattern);
    return bus.durables()
        .open(
            pattern,
            options,
            (chosen, progress) ->
                bus.subscriptions()
                    .open(
                        pattern,
                        bus.seat(chosen, progress, bus.subscriptions()::disconnect),
                        by,
                        by.source(),
                        chosen,
                        subscriber));
  }

  @Override
  public boolean isOpen() {
    return bus.publisher().isOpen();
  }

  @Override
  boolean mayActForOthers() {
    return true;
  }

  @Override
  void requireOpen() {
    bus.publisher().requireOpen();
  }

  @Override
  int lane() {
    return bus.lanes().place();
  }
}
