package dev.pubsub.core.functional;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of whoever subscribes below "held", and does what the test says. */
final class Doorman implements SubscriberDecorator {

  final List<SubscriptionControl> controls = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  // A release counts once it comes behind the hold.
  final AtomicInteger holds = new AtomicInteger();
  volatile Order order = (control, delivery, next) -> next.receive(delivery);

  interface Order {
    void carryOut(SubscriptionControl control, Delivery delivery, Subscriber next) throws Exception;
  }

  @Override
  public Subscriber wrap(Subscriber next, SubscriptionControl control) {
    if (control.pattern().equals("held:broken")) {
      throw new IllegalStateException("broken on purpose");
    }
    if (!control.pattern().startsWith("held")) {
      return next;
    }
    controls.add(control);
    return delivery -> {
      calls.incrementAndGet();
      order.carryOut(control, delivery, next);
    };
  }

  SubscriptionControl control() {
    return controls.get(0);
  }

  void holdFrom(int first) {
    order =
        (control, delivery, next) -> {
          if ((int) delivery.signal().payload() >= first) {
            control.hold();
            holds.incrementAndGet();
          } else {
            next.receive(delivery);
          }
        };
  }

  void letAllPass() {
    order = (control, delivery, next) -> next.receive(delivery);
  }
}
