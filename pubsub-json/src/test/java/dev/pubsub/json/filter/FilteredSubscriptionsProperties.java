package dev.pubsub.json.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Bus;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.json.JsonPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Many subscriptions of a bus, each with a filter of its own, on one topic. */
class FilteredSubscriptionsProperties {

  private static final int CROWD = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Seat(FilterModel model, List<Object> received, Subscription subscription) {}

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void eachOfTenThousandGetsExactlyWhatThePlainModelSays(
      @ForAll("crowd") List<FilterModel> crowd, @ForAll("payloads") List<Object> payloads) {
    try (PubSub pubsub = PubSub.builder().discover(false).plugin(new JsonPlugin()).open()) {
      Bus bus = pubsub.bus();
      List<Seat> seats = crowd.stream().map(model -> seat(bus, model)).toList();

      List<Object> sent = payloads.stream().map(FilteredSubscriptionsProperties::text).toList();
      sent.forEach(payload -> bus.publish("orders:new", payload));
      assertThat(pubsub.drain(Duration.ofMinutes(1))).isTrue();

      for (Seat seat : seats) {
        List<Object> wanted = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
          if (seat.model.isTrueOf(payloads.get(i))) {
            wanted.add(sent.get(i));
          }
        }
        assertThat(seat.received).as(seat.model.source()).isEqualTo(wanted);
        assertThat(seat.subscription.stats().filtered()).isEqualTo(sent.size() - wanted.size());
      }
    }
  }

  private static Seat seat(Bus bus, FilterModel model) {
    List<Object> received = new ArrayList<>();
    Subscription subscription =
        bus.subscribe(
            "orders:new",
            SubscribeOptions.DEFAULT.filtering(model.source()),
            delivery -> received.add(delivery.signal().payload()));
    return new Seat(model, received, subscription);
  }

  /** As others send it: what has fields as a text. */
  private static Object text(Object payload) {
    try {
      return payload instanceof Map || payload instanceof List
          ? JSON.writeValueAsString(payload)
          : payload;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<List<FilterModel>> crowd() {
    return FilterProperties.conditions(2).list().ofSize(CROWD);
  }

  @Provide
  Arbitrary<List<Object>> payloads() {
    return FilterProperties.payloads(3).list().ofSize(50);
  }
}
