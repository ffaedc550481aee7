package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import org.junit.jupiter.api.Test;

final class DurablesApiTest {

  private static final String PATH = "/api/durable-subscriptions";

  @Test
  void durableSubscriptionsAreListedAndEnded() throws Exception {
    try (RunningServer server = new RunningServer()) {
      Subscription open =
          server
              .bus()
              .subscribe("orders:*", SubscribeOptions.DEFAULT.durable("bill it"), delivery -> {});

      assertThat(server.get(PATH).body())
          .contains("{\"name\":\"bill it\",\"pattern\":\"orders:*\",\"open\":true}");
      assertThat(server.send("DELETE", PATH + "/bill%20it", "").statusCode()).isEqualTo(409);
      assertThat(server.send("DELETE", PATH + "/bill%20it", "").body()).contains("DURABLE_IN_USE");
      open.close();
      assertThat(server.get(PATH).body()).contains("\"open\":false}");
      assertThat(server.send("DELETE", PATH + "/bill%20it", "").statusCode()).isEqualTo(200);
      assertThat(server.send("DELETE", PATH + "/bill%20it", "").statusCode()).isEqualTo(404);
      assertThat(server.get(PATH).body()).contains("\"count\":0");
    }
  }
}
