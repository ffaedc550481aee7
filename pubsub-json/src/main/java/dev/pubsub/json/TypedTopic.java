package dev.pubsub.json;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Headers;
import java.util.Map;
import java.util.Objects;

/**
 * A topic whose signals are values of a type. A view of the bus, which keeps nothing: make as many
 * as you like. Any thread may use it.
 *
 * @param <T> the type
 */
public final class TypedTopic<T> {

  private final Bus bus;
  private final String topic;
  private final Codec<T> codec;

  private TypedTopic(Bus bus, String topic, Codec<T> codec) {
    this.bus = Objects.requireNonNull(bus, "bus");
    this.topic = Objects.requireNonNull(topic, "topic");
    this.codec = Objects.requireNonNull(codec, "codec");
  }

  /**
   * A topic of a bus.
   *
   * @param bus to publish to and to subscribe at
   * @param topic its full name; to subscribe only, a pattern
   * @param codec how the values travel; the same instance for all that share signals, so that each
   *     is read once
   * @param <T> the type of the values
   * @return the topic
   */
  public static <T> TypedTopic<T> of(Bus bus, String topic, Codec<T> codec) {
    return new TypedTopic<>(bus, topic, codec);
  }

  /**
   * Publishes a value without further options.
   *
   * @param value what subscribers receive
   * @return what became of it, see {@link Bus#publish(String, Object)}
   * @throws IllegalArgumentException when the codec cannot write it
   */
  public PublishResult publish(T value) {
    return publish(value, PublishOptions.DEFAULT);
  }

  /**
   * Publishes a value.
   *
   * @param value what subscribers receive
   * @param options what else the signal carries; the headers of the codec are added
   * @return what became of it, see {@link Bus#publish(String, Object, PublishOptions)}
   * @throws IllegalArgumentException when the codec cannot write it
   */
  public PublishResult publish(T value, PublishOptions options) {
    return bus.publish(topic, codec.writer().apply(value), described(options));
  }

  private PublishOptions described(PublishOptions options) {
    if (codec.headers().isEmpty()) {
      return options;
    }
    Headers headers = options.headers();
    for (Map.Entry<String, String> each : codec.headers().asMap().entrySet()) {
      headers = headers.with(each.getKey(), each.getValue());
    }
    return options.withHeaders(headers);
  }

  /**
   * Subscribes with the default options.
   *
   * @param subscriber called with every value from now on
   * @return the open subscription; close it to end it
   * @throws dev.pubsub.error.PubSubException as {@link Bus#subscribe(String, Subscriber)}
   */
  public Subscription subscribe(TypedSubscriber<? super T> subscriber) {
    return subscribe(SubscribeOptions.DEFAULT, subscriber);
  }

  /**
   * Subscribes.
   *
   * @param options bounds and filters of this subscription
   * @param subscriber called with every value from now on
   * @return the open subscription; close it to end it
   * @throws dev.pubsub.error.PubSubException as {@link Bus#subscribe(String, SubscribeOptions,
   *     Subscriber)}
   */
  public Subscription subscribe(SubscribeOptions options, TypedSubscriber<? super T> subscriber) {
    return bus.subscribe(topic, options, new Reading<>(codec, subscriber));
  }

  private record Reading<T>(Codec<T> codec, TypedSubscriber<? super T> subscriber)
      implements Subscriber {

    @Override
    public void receive(Delivery delivery) throws Exception {
      subscriber.receive(delivery.shared(codec.reader()), delivery);
    }

    @Override
    public void endOfBatch() throws Exception {
      subscriber.endOfBatch();
    }

    @Override
    public void ended() throws Exception {
      subscriber.ended();
    }
  }
}
