package dev.pubsub.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @Test
  void aHeaderIsFoundByItsNameAlone() {
    Headers headers = Headers.of("agent.type", "demo").with("agent.location", "node1.rack2");

    assertThat(headers.get("agent.location")).contains("node1.rack2");
    assertThat(headers.get("node1.rack2")).isEmpty();
    assertThat(headers.getOrDefault("agent.name", "none")).isEqualTo("none");
    assertThat(headers.size()).isEqualTo(2);
  }

  @Test
  void aSecondTextTakesThePlaceOfTheFirst() {
    Headers first = Headers.of("a", "1").with("b", "2");

    assertThat(first.with("a", "3").asMap())
        .containsExactly(Map.entry("a", "3"), Map.entry("b", "2"));
    assertThat(first.get("a")).contains("1");
  }

  @Test
  void whatIsSaidIsEqualInAnyOrder() {
    Headers headers = Headers.of("a", "1").with("b", "2");
    Headers turned = Headers.of(new LinkedHashMap<>(Map.of("b", "2"))).with("a", "1");

    assertThat(headers).isEqualTo(turned).hasSameHashCodeAs(turned).isNotEqualTo(Headers.NONE);
    assertThat(headers).hasToString("{a=1, b=2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\tb"})
  void aBadNameIsRefused(String name) {
    assertThatThrownBy(() -> Headers.of(name, "x"))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("a header has a name of 1 to 255 characters");
  }

  @Test
  void aLongNameIsRefused() {
    assertThat(Headers.of("n".repeat(255), "x").size()).isEqualTo(1);
    assertThatThrownBy(() -> Headers.of("n".repeat(256), "x")).isInstanceOf(PubSubException.class);
  }

  @Test
  void aTextMayHaveTabsButNoLineBreak() {
    assertThat(Headers.of("a", "x\ty").get("a")).contains("x\ty");
    assertThatThrownBy(() -> Headers.of("a", "x\r\ny"))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("no control character");
  }

  @Test
  void thereAreAtMost64() {
    Map<String, String> many = new LinkedHashMap<>();
    IntStream.range(0, Headers.MAX_COUNT).forEach(i -> many.put("h" + i, "x"));
    Headers full = Headers.of(many);

    assertThat(full.with("h0", "y").size()).isEqualTo(Headers.MAX_COUNT);
    assertThatThrownBy(() -> full.with("one more", "x"))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("at most 64 headers");
  }

  @Test
  void togetherTheyHaveABound() {
    Headers large = Headers.of("a", "x".repeat(Headers.MAX_LENGTH - 1));

    assertThatThrownBy(() -> large.with("b", ""))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("16384 characters");
  }

  @Test
  void thoseOfAKindGiveWayToOthers() {
    Headers others = Headers.of("k.b", "2");
    assertThat(Headers.NONE.replacing("k.", others)).isEqualTo(others);
    assertThat(Headers.of("k.a", "1").with("x", "y").with("k.b", "1").replacing("k.", others))
        .isEqualTo(Headers.of("x", "y").with("k.b", "2"));
    assertThat(others.replacing("x.", Headers.NONE)).isEqualTo(others);
  }

  @Test
  void whatIsTakenAwayLeavesRoomForAsMuch() {
    String half = "x".repeat(Headers.MAX_LENGTH / 2 - 1);
    Headers full = Headers.of("a", half).with("b", half);
    assertThatThrownBy(() -> full.with("c", "")).hasMessageContaining("16384 characters");
    assertThatThrownBy(() -> full.with("b", half + "x")).hasMessageContaining("16384 characters");

    assertThat(full.without("b").with("c", half).size()).isEqualTo(2);
    assertThat(full.only("b").with("c", half).size()).isEqualTo(2);
    assertThat(full.with("b", "").with("c", half.substring(2)).size()).isEqualTo(3);
    assertThat(full.replacing("b", Headers.of("c", half)).size()).isEqualTo(2);
    assertThatThrownBy(() -> full.replacing("b", Headers.of("c", half + "x")))
        .hasMessageContaining("16384 characters");
  }
}
