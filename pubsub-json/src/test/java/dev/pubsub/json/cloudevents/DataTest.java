package dev.pubsub.json.cloudevents;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DataTest {

  /** Jackson says no to these by exceptions of several kinds, with a place and without. */
  static Stream<String> whatCannotBeRead() {
    return Stream.of(
        "",
        " ",
        "{",
        "1 2",
        "{\"a\":01}",
        "[".repeat(100_000),
        "1".repeat(100_000),
        "1e99999999999",
        "[-1e-99999999999]",
        "{\"a\":1.5e21474836480}",
        "{\"" + "x".repeat(100_000) + "\":1}");
  }

  @ParameterizedTest
  @MethodSource("whatCannotBeRead")
  void whatIsNoJsonIsABadEventWhateverIsWrongWithIt(String text) {
    assertThatThrownBy(() -> new Data().json(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(CloudEventError.BAD_CLOUDEVENT);
  }
}
