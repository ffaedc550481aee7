package dev.pubsub.ws.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Headers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  private static Headers carried(PublishOptions options, String parent, String state) {
    Map<String, String> said = new HashMap<>(Map.of("host", "h", "traceparent", parent));
    if (!state.isEmpty()) {
      said.put("tracestate", state);
    }
    Request request =
        new Request(
            "POST",
            "/api/broadcast",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            () -> said,
            new byte[0]);
    return TraceContext.carry(request, options).headers();
  }

  private static Headers carried(String parent) {
    return carried(PublishOptions.DEFAULT, parent, "vendor=1");
  }

  @Test
  void theTraceOfARequestGoesOn() {
    assertThat(carried(PARENT))
        .isEqualTo(Headers.of("traceparent", PARENT).with("tracestate", "vendor=1"));
    assertThat(carried(PublishOptions.DEFAULT, PARENT, ""))
        .isEqualTo(Headers.of("traceparent", PARENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-more-of-it"})
  void ofALaterVersionItGoesOnWithAllItSays(String more) {
    String parent = "cc-" + TRACE + "-" + SPAN + "-01" + more;
    assertThat(carried(parent).get("traceparent")).contains(parent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "0-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01more",
        " " + PARENT,
        PARENT + ", " + PARENT
      })
  void whatIsNotWellFormedIsAsGoodAsNone(String parent) {
    assertThat(carried(parent)).isEqualTo(Headers.NONE);
  }

  @Test
  void whatIsTooLongIsLeftOut() {
    assertThat(carried("cc-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(500)))
        .isEqualTo(Headers.NONE);
    assertThat(carried(PublishOptions.DEFAULT, PARENT, "x".repeat(513)))
        .isEqualTo(Headers.of("traceparent", PARENT));
    assertThat(carried(PublishOptions.DEFAULT, PARENT, "x".repeat(512)).get("tracestate"))
        .isPresent();
  }

  @Test
  void whatThePublisherSaysItselfCounts() {
    PublishOptions options = PublishOptions.DEFAULT.withHeader("traceparent", "mine");
    assertThat(carried(options, PARENT, "vendor=1")).isEqualTo(Headers.of("traceparent", "mine"));
  }
}
