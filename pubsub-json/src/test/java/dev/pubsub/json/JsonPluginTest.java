package dev.pubsub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JsonPluginTest {

  private final PubSub pubsub = PubSub.builder().discover(false).plugin(new JsonPlugin()).open();
  private final Bus bus = pubsub.bus();
  private final List<Object> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void itIsFoundOnTheClassPath() {
    assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::id).containsExactly("json");
  }

  @Test
  void aSubscriptionGetsWhatItsFilterLetsThrough() {
    Subscription subscription = subscribe("payload.total > 100 && headers.region == 'eu'");

    publish(Map.of("total", 120), "eu");
    publish(Map.of("total", 120), "us");
    publish(Map.of("total", 90), "eu");
    publish("{\"total\": 101}", "eu");

    await().until(() -> received.size() == 2);
    assertThat(received).containsExactly(Map.of("total", 120), "{\"total\": 101}");
    assertThat(subscription.stats().filtered()).isEqualTo(2);
  }

  @Test
  void anOpenSubscriptionChangesItsFilter() {
    Subscription subscription = subscribe("payload == 1");

    publish(1, "eu");
    publish(2, "eu");
    subscription.replace("orders:*", new Selection("", "payload == 2"));
    publish(1, "eu");
    publish(2, "eu");

    await().until(() -> received.size() == 2);
    assertThat(received).containsExactly(1, 2);
  }

  @Test
  void aFilterThatCannotBeReadIsRefusedAtTheDoor() {
    assertThatThrownBy(() -> subscribe("payload.total >"))
        .isInstanceOfSatisfying(
            PubSubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(StandardError.BAD_SELECTION))
        .hasMessage("the filter is wrong at character 16: expected a value, found the end");
  }

  private Subscription subscribe(String filter) {
    return bus.subscribe(
        "orders:*",
        SubscribeOptions.DEFAULT.filtering(filter),
        delivery -> received.add(delivery.signal().payload()));
  }

  private void publish(Object payload, String region) {
    bus.publish("orders:new", payload, PublishOptions.DEFAULT.withHeader("region", region));
  }
}
