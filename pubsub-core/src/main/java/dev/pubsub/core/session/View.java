package dev.pubsub.core.session;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.request.Exchange;

/** A door used by somebody else: their name, but its bounds, its inbox and its life. */
class View extends Door {

  private final Door door;

  View(Door door, Principal principal) {
    super(door.bus, principal);
    this.door = door;
  }

  @Override
  PublishResult publish(Door by, String topic, Object payload, PublishOptions options) {
    return door.publish(by, topic, payload, options);
  }

  @Override
  Subscription subscribe(Door by, String pattern, SubscribeOptions options, Subscriber subscriber) {
    return door.subscribe(by, pattern, options, subscriber);
  }

  @Override
  Door whole() {
    return door;
  }

  @Override
  Exchange exchange() {
    return door.exchange();
  }

  @Override
  public boolean isOpen() {
    return door.isOpen();
  }

  @Override
  void requireOpen() {
    door.requireOpen();
  }

  @Override
  int lane() {
    return door.lane();
  }
}
