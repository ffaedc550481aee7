package dev.pubsub.flow;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.PublishResult;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.SignalId;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As much of a bus as a stream needs, on the thread of whoever calls. */
final class StreamBus {

  final List<String> calls = new ArrayList<>();
  final List<Object> published = new ArrayList<>();
  @Nullable Subscriber subscriber;
  boolean refuses;
  boolean isOfASession;

  private final Subscription subscription =
      (Subscription)
          Proxy.newProxyInstance(
              StreamBus.class.getClassLoader(),
              new Class<?>[] {Subscription.class},
              (proxy, method, args) -> {
                calls.add(method.getName());
                if (isOfASession && method.getName().equals("pause")) {
                  throw new PubSubException(StandardError.BAD_OPTION, "not alone");
                }
                return null;
              });

  final Bus bus =
      (Bus)
          Proxy.newProxyInstance(
              StreamBus.class.getClassLoader(),
              new Class<?>[] {Bus.class},
              (proxy, method, args) ->
                  method.getName().equals("publish") ? publish(args[1]) : subscribe(args[2]));

  private PublishResult publish(Object payload) {
    if (refuses) {
      return new PublishResult.Rejected(StandardError.OVERLOADED, "full");
    }
    published.add(payload);
    return new PublishResult.Accepted(new SignalId(1, published.size()), 0, 0);
  }

  private Subscription subscribe(Object to) {
    if (refuses) {
      throw new PubSubException(StandardError.BAD_PATTERN, "no pattern");
    }
    subscriber = (Subscriber) to;
    return subscription;
  }

  /** Delivers something to the one that subscribed last. */
  Delivery deliver() throws Exception {
    Delivery delivery =
        (Delivery)
            Proxy.newProxyInstance(
                StreamBus.class.getClassLoader(),
                new Class<?>[] {Delivery.class},
                (proxy, method, args) -> method.getName().equals("equals") && proxy == args[0]);
    subscribed().receive(delivery);
    return delivery;
  }

  Subscriber subscribed() {
    Subscriber now = subscriber;
    if (now == null) {
      throw new AssertionError("nobody has subscribed");
    }
    return now;
  }
}
