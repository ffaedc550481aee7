package dev.pubsub.ws.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private final Json json = new Json(8);

  private Object read(String text) throws MalformedJson {
    return json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void numbersBecomeTheSmallestTypeThatHoldsThem() throws MalformedJson {
    assertThat(read("7")).isEqualTo(7);
    assertThat(read("7000000000")).isEqualTo(7_000_000_000L);
    assertThat(read("70000000000000000000")).isEqualTo(new BigInteger("70000000000000000000"));
    assertThat(read("0.5")).isEqualTo(0.5);
    assertThat(read("1e400")).isEqualTo(new BigDecimal("1e400"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":[true,false,null,\"é\\n\",-1.5,{}]}",
        "[]",
        "null",
        "\"\\uD83D\\uDE00\"",
        "1E+400",
        "12345678901234567890"
      })
  void whatWasReadIsWrittenAsItWas(String text) throws MalformedJson {
    assertThat(new String(json.write(read(text)), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\ud800x\"", "\"x\\ud800\""})
  void halfACharacterDoesNotKeepAnybodyFromWriting(String text) throws Exception {
    assertThat(json.read(json.write(read(text)))).isEqualTo(read(text));
  }

  @Test
  void whatWasReadCannotBeChanged() throws MalformedJson {
    Map<?, ?> object = (Map<?, ?>) read("{\"list\":[{\"a\":1}]}");

    assertThat(object).isUnmodifiable();
    assertThat((List<?>) object.get("list")).isUnmodifiable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "1 2", "{\"a\"}", "nul", "'a'", "NaN", "01"})
  void whatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(MalformedJson.class, e -> assertThat(e.limitBroken()).isFalse());
  }

  @Test
  void limitsOnDepthAndNumbersAreToldApart() {
    String deep = "[".repeat(9) + "]".repeat(9);
    String longNumber = "1".repeat(500);

    assertThatThrownBy(() -> read(deep))
        .isInstanceOfSatisfying(MalformedJson.class, e -> assertThat(e.limitBroken()).isTrue());
    assertThatThrownBy(() -> read(longNumber))
        .isInstanceOfSatisfying(MalformedJson.class, e -> assertThat(e.limitBroken()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "[1e4294967296]"})
  void anExponentBeyondAllMeasureIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(MalformedJson.class, e -> assertThat(e.limitBroken()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void onlyUtf8IsRead(String charset) {
    byte[] encoded = "[\"a\"]".getBytes(Charset.forName(charset));
    byte[] broken = "[\"aaaa\"]".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, broken, 0, 4);

    assertThatThrownBy(() -> json.read(encoded)).isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> json.read(broken)).isInstanceOf(MalformedJson.class);
  }

  @Test
  void aFaultDoesNotRepeatTheInput() {
    assertThatThrownBy(() -> read("{\"secret\": oops}")).hasMessageNotContaining("oops");
  }

  @Test
  void aValueWithoutAJsonFormIsRefused() {
    Map<String, Object> circle = new HashMap<>();
    circle.put("self", circle);

    assertThatThrownBy(() -> json.write(circle)).isInstanceOf(IllegalArgumentException.class);
  }
}
