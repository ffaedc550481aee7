package dev.pubsub.ws.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodingTest {

  @Test
  void whatIsEncodedIsDecoded() {
    assertThat(PercentCoding.segment("a+b%3a%C3%BC%2F")).hasValue("a+b:ü/");
    assertThat(PercentCoding.query("a=1+2&b&a=3&&c==%26"))
        .hasValue(Map.of("a", "1 2", "b", "", "c", "=&"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%2",
        "a%2",
        "%2g",
        "%+1",
        "%-1",
        "% 1",
        "%FF",
        "%C0%80",
        "ü",
        "%\uFF11\uFF12"
      })
  void whatIsNotPercentEncodedUtf8IsRefused(String text) {
    assertThat(PercentCoding.segment(text)).isEmpty();
    assertThat(PercentCoding.query("a=" + text)).isEmpty();
    assertThat(PercentCoding.query(text + "=1")).isEmpty();
  }
}
