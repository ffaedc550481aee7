package dev.pubsub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTopicTest {

  record Line(String sku, int count) {}

  record Order(long id, BigDecimal total, State state, List<Line> lines) {}

  enum State {
    OPEN,
    PAID
  }

  private static final Order ORDER =
      new Order(7, new BigDecimal("120.50"), State.PAID, List.of(new Line("x1", 2)));

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Bus bus = pubsub.bus();
  private final Codec<Order> json = Codecs.json(Order.class);
  private final TypedTopic<Order> orders = TypedTopic.of(bus, "orders:new", json);
  private final List<Object> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void aValueComesBack() {
    orders.subscribe((order, delivery) -> received.add(order));

    assertThat(orders.publish(ORDER)).isInstanceOf(PublishResult.Accepted.class);

    assertThat(delivered(1)).containsExactly(ORDER);
  }

  @Test
  void whatGoesOnTheBusIsWhatClientsAndFiltersRead() {
    bus.subscribe("orders:new", delivery -> received.add(delivery.signal()));

    orders.publish(ORDER, PublishOptions.ofType("created"));

    Signal signal = (Signal) delivered(1).get(0);
    assertThat(signal.type()).isEqualTo("created");
    assertThat(signal.headers()).isEqualTo(Headers.NONE);
    assertThat(signal.payload())
        .isEqualTo(
            Map.of(
                "id",
                7L,
                "total",
                new BigDecimal("120.50"),
                "state",
                "PAID",
                "lines",
                List.of(Map.of("sku", "x1", "count", 2))));
  }

  @Test
  void aSignalIsReadOnceForAllSubscribersOfACodec() {
    for (int i = 0; i < 3; i++) {
      TypedTopic.of(bus, "orders:*", json).subscribe((order, delivery) -> received.add(order));
    }

    orders.publish(ORDER);

    assertThat(delivered(3)).hasSize(3).allMatch(each -> each == received.get(0));
  }

  @Test
  void aPayloadOfTheTypeIsHandedThrough() {
    orders.subscribe((order, delivery) -> received.add(order));

    bus.publish("orders:new", ORDER);

    assertThat(delivered(1).get(0)).isSameAs(ORDER);
  }

  @Test
  void cborTravelsAsBytesAndIsReadByEveryCodec() {
    TypedTopic<Order> small = TypedTopic.of(bus, "orders:new", Codecs.cbor(Order.class));
    bus.subscribe("orders:new", delivery -> received.add(delivery.signal()));
    small.publish(ORDER, PublishOptions.DEFAULT.withHeader("region", "eu"));

    Signal signal = (Signal) delivered(1).get(0);
    assertThat(signal.payload()).isInstanceOf(byte[].class);
    assertThat(signal.headers())
        .isEqualTo(Headers.of("region", "eu").with("content-type", "application/cbor"));

    received.clear();
    small.subscribe((order, delivery) -> received.add(order));
    orders.subscribe((order, delivery) -> received.add(order));
    small.publish(ORDER);
    orders.publish(ORDER);
    assertThat(delivered(6)).filteredOn(Order.class::isInstance).hasSize(4).containsOnly(ORDER);
  }

  @Test
  void jsonOfOthersIsReadAsTextAsBytesAndAsMaps() {
    String text = "{\"id\": 7, \"total\": 120.50, \"state\": \"PAID\", \"new\": {\"in\": 2}}";
    Order expected = new Order(7, new BigDecimal("120.50"), State.PAID, null);

    assertThat(read(json, text)).isEqualTo(expected);
    assertThat(read(json, " " + text)).isEqualTo(expected);
    assertThat(read(json, text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    assertThat(read(json, Map.of("id", 7, "total", "120.50", "state", "PAID"))).isEqualTo(expected);
    assertThat(read(Codecs.json(State.class), "PAID")).isEqualTo(State.PAID);
    assertThat(read(Codecs.json(String.class), "{plain")).isEqualTo("{plain");
    assertThat(read(Codecs.json(int[].class), "[1, 2]")).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": 7",
        "{\"id\": 7} 8",
        "{\"id\": \"seven\"}",
        "{\"id\": null}",
        "{\"state\": \"LOST\", \"id\": 1}",
        "[]",
        "no JSON at all"
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> read(json, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the payload of a signal of orders:new is no " + Order.class.getName() + ": ");
    assertThatThrownBy(() -> read(json, text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAStrangerWroteIsQuotedBrieflyAndInOneLine() {
    String text = "\u001b[31m\nERROR all is lost " + "!".repeat(100_000);

    assertThatThrownBy(() -> read(json, text))
        .hasNoCause()
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .hasSizeLessThan(500)
                    .doesNotContainPattern("\\p{Cntrl}"));
  }

  @Test
  void nullIsNoValue() {
    assertThatThrownBy(() -> read(json, "null".getBytes(StandardCharsets.UTF_8)))
        .hasMessageEndingWith(": null is no payload");
  }

  @Test
  void depthAndLengthAreBounded() {
    String deep = "[".repeat(101) + "]".repeat(101);
    String digits = "[" + "1".repeat(401) + "]";

    for (String text : List.of(deep, digits)) {
      assertThatThrownBy(() -> read(Codecs.json(Object[].class), text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** As Jackson lets a type ask for it, which a stranger could then fill with any class. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface Anything {}

  record Envelope(Object content) {}

  @Test
  void theDataNamesNoClass() {
    String named = "{\"content\": [\"java.util.concurrent.atomic.AtomicLong\", 1]}";

    assertThat(read(Codecs.json(Envelope.class), named).content()).isInstanceOf(List.class);
    assertThatThrownBy(
            () -> read(Codecs.json(Anything.class), "{\"@class\": \"java.net.ServerSocket\"}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPayloadThatCannotBeReadIsCountedAsFailed() {
    Subscription subscription = orders.subscribe((order, delivery) -> received.add(order));

    bus.publish("orders:new", "no order");
    orders.publish(ORDER);

    assertThat(delivered(1)).containsExactly(ORDER);
    assertThat(subscription.stats().dropped().get(DropReason.FAILED)).isEqualTo(1);
  }

  @Test
  void whatCannotBeWrittenIsRefusedToThePublisher() {
    record Endless(Object self) {}
    Object[] loop = new Object[1];
    loop[0] = loop;

    for (Codec<Endless> codec : List.of(Codecs.json(Endless.class), Codecs.cbor(Endless.class))) {
      TypedTopic<Endless> topic = TypedTopic.of(bus, "endless", codec);
      assertThatThrownBy(() -> topic.publish(new Endless(loop)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theEndOfABatchAndTheEndAreToldAndOptionsHold() {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch flushed = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    TypedSubscriber<Order> subscriber =
        new TypedSubscriber<>() {
          @Override
          public void receive(Order order, Delivery delivery) throws InterruptedException {
            delivery.ack();
            released.await();
          }

          @Override
          public void endOfBatch() {
            flushed.countDown();
          }

          @Override
          public void ended() {
            ended.countDown();
          }
        };
    orders.subscribe(SubscribeOptions.DEFAULT.acknowledged(), subscriber);
    orders.publish(ORDER);
    released.countDown();
    await().until(() -> flushed.getCount() == 0);

    CountDownLatch never = new CountDownLatch(1);
    SubscribeOptions strict =
        SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.DISCONNECT);
    TypedSubscriber<Order> slow =
        new TypedSubscriber<>() {
          @Override
          public void receive(Order order, Delivery delivery) throws InterruptedException {
            never.await();
          }

          @Override
          public void ended() throws Exception {
            subscriber.ended();
          }
        };
    orders.subscribe(strict, slow);
    for (int i = 0; i < 10; i++) {
      orders.publish(ORDER);
    }
    await().until(() -> ended.getCount() == 0);
    never.countDown();
  }

  @Test
  void aCodecOfOnesOwnIsTwoFunctions() {
    Codec<Integer> roman =
        new Codec<>("I"::repeat, signal -> signal.payload().toString().length(), Headers.NONE);
    TypedTopic<Integer> counts = TypedTopic.of(bus, "counts", roman);
    counts.subscribe((count, delivery) -> received.add(count));

    counts.publish(3);

    assertThat(delivered(1)).containsExactly(3);
  }

  private List<Object> delivered(int count) {
    await().until(() -> received.size() >= count);
    return received;
  }

  private static <T> T read(Codec<T> codec, Object payload) {
    return codec.reader().encode(Signal.of(new SignalId(1, 1), "orders:new", payload));
  }
}
