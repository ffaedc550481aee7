package dev.pubsub.ws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.ws.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  private static Body body(byte[] bytes) throws ApiError {
    Request request =
        new Request(
            "POST",
            "/",
            Map.of(),
            Optional.of("application/json"),
            Optional.empty(),
            Map::of,
            bytes);
    return Body.of(request, new Json(8));
  }

  @Test
  void aFieldIsRead() throws ApiError {
    byte[] bytes = "{\"name\":\"grüß\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(body(bytes).requiredText("name")).isEqualTo("grüß");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "c080", "eda080", "f4908080", "f880808080"})
  void aBodyThatIsNotUtf8IsABadRequest(String hex) {
    String text =
        "{\"name\":\"?\"}".replace("?", new String(bytesOf(hex), StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> body(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOfSatisfying(
            ApiError.class, e -> assertThat(e.response().status()).isEqualTo(400));
  }

  private static byte[] bytesOf(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":1e99999999999}", "[1]", "{"})
  void aBodyThatIsNoReadableObjectIsABadRequest(String text) {
    assertThatThrownBy(() -> body(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            ApiError.class, e -> assertThat(e.response().status()).isEqualTo(400));
  }
}
