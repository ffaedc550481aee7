package dev.pubsub.json.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.pubsub.json.payload.Mappers;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Filter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFiltersTest {

  private static final String ORDER =
      """
      {"id": 7, "total": 120.5, "paid": true, "note": null, "in": "a word of the language",
       "user": {"name": "Ann O'Neil", "e-mail": "ann@example.org", "tags": ["vip", "new"]},
       "items": [{"sku": "x1", "count": 2}, {"sku": "y2", "count": 1}],
       "big": 9007199254740993, "huge": 123456789012345678901234567890, "tiny": 0.1}
      """;

  private final ContentFilters filters = new ContentFilters();
  private final Signal signal =
      Signal.of(new SignalId(1, 1), "orders:eu", ORDER)
          .withType("created")
          .withKey("7")
          .withSource("shop")
          .withPriority(Priority.HIGH)
          .withTimeMillis(1_700_000_000_000L)
          .withHeaders(Headers.of("agent.type", "demo").with("region", "eu").with("empty", ""));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload.total > 100 && headers[\"agent.type\"] == \"demo\"",
        "type in [\"created\", 'changed']",
        "type == 'created' && topic == 'orders:eu' && key == '7' && source == 'shop'",
        "topic.startsWith('orders:') && topic.endsWith(':eu') && topic.contains('s:e')",
        "priority == 'high' && priority in ['normal', 'high']",
        "time >= 1700000000000 && time < 1.8e12",
        "headers.region == 'eu' && 'region' in headers && !('x' in headers)",
        "headers.empty == '' && has(headers.empty) && 'empty' in headers",
        "has(headers.region) && has(headers['agent.type']) && !has(headers.x)",
        "has(payload.user.name) && !has(payload.user.age) && has(payload.note)",
        "payload.items[0].sku.startsWith(\"x\") && payload.items[1].count == 1",
        "payload.user.name == 'Ann O\\'Neil' && payload['user'][\"e-mail\"].contains('@')",
        "payload.user.name.endsWith('\\u0065\\u0069l') && payload.in.contains('language')",
        "payload.paid",
        "!!payload.paid && payload.paid == true && payload.paid != false",
        "payload.note == null && null == null && payload.note != 1",
        "'vip' in payload.user.tags && !('old' in payload.user.tags) && 'name' in payload.user",
        "payload.items.size() == 2 && payload.user.size() == 3 && headers.size() == 3",
        "payload.user.name.size() == 10 && topic.size() > 1",
        "payload.id == 7.0 && payload.id in [1, 7] && payload.id <= 7 && payload.id >= 7",
        "payload.total == 120.5 && payload.total != 120 && payload.total > -1",
        "payload.tiny == 0.1 && payload.tiny == 1e-1 && payload.tiny < 0.2",
        "payload.user.name > 'Ann' && payload.user.name < 'B' && 'a' <= 'a'",
        "payload.total > payload.id && payload.items[0].count > payload.items[1].count",
        "false || (payload.id == 8 || payload.id == 7) && true",
        "(payload.id == 7) == true && (payload.id == 8) != true",
        "payload.id == 7 || payload.id",
      })
  void theseHold(String expression) {
    assertThat(holds(expression, signal)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload.total > 120.5",
        "payload.total <= 100",
        "type == 'Created'",
        "type in []",
        "payload.id",
        "payload.user",
        "payload.items",
        "!payload.paid",
        "payload.items[2].sku == 'x1'",
        "payload.items['0'].sku == 'x1'",
        "payload.user[0] == 1",
        "payload.id.nothing == 1",
        "1 in payload.id",
        "1 in payload.user",
        "payload.x in payload.user.tags",
        "payload.id.startsWith('7')",
        "payload.id.size() == 1",
        "payload.user == payload.user",
        "payload.id < '8'",
        "payload.paid > false",
        "payload.note < 1",
        "payload.id == '7'",
        "true && false || false",
      })
  void theseDoNot(String expression) {
    assertThat(holds(expression, signal)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"==", "!=", "<", "<=", ">", ">="})
  void whatIsNotThereStandsInNoRelation(String relation) {
    assertThat(holds("payload.x " + relation + " 1", signal)).isFalse();
    assertThat(holds("1 " + relation + " payload.x", signal)).isFalse();
    assertThat(holds("payload.x " + relation + " null", signal)).isFalse();
    assertThat(holds("payload.x " + relation + " payload.x", signal)).isFalse();
    assertThat(holds("!(payload.x " + relation + " 1)", signal)).isTrue();
  }

  @Test
  void whatIsThereAndOfAnotherKindIsNotEqual() {
    assertThat(holds("payload.id != '7' && payload.user != 1 && payload.items != null", signal))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "payload == 9007199254740993, true",
    "payload == 9007199254740992, false",
    "payload == 9007199254740992.0, false",
    "payload > 9007199254740992.0, true",
    "payload < 9.007199254740994e15, true",
    "payload < 123456789012345678901234567890, true",
    "payload > -123456789012345678901234567890, true"
  })
  void wholeNumbersAreComparedExactly(String expression, boolean expected) {
    assertThat(holds(expression, 9_007_199_254_740_993L)).isEqualTo(expected);
    assertThat(holds(expression, new BigInteger("9007199254740993"))).isEqualTo(expected);
    assertThat(holds(expression, new BigDecimal("9007199254740993")))
        .isEqualTo(
            // A decimal is compared with a double as the double that is nearest to it.
            switch (expression) {
              case "payload == 9007199254740992.0" -> true;
              case "payload > 9007199254740992.0" -> false;
              default -> expected;
            });
  }

  @Test
  void aNumberIsTheSameInEveryType() {
    for (Object seven :
        List.of((byte) 7, (short) 7, 7, 7L, 7f, 7d, BigInteger.valueOf(7), new BigDecimal("7.0"))) {
      assertThat(holds("payload == 7 && payload == 7.0 && payload > 6.5 && payload in [7]", seven))
          .as("%s", seven.getClass())
          .isTrue();
    }
    assertThat(holds("payload == 1.1", 1.1f)).isTrue();
    assertThat(holds("payload == 1.1", new BigDecimal("1.1"))).isTrue();
    assertThat(holds("payload == 0", -0.0)).isTrue();
  }

  @Test
  void whatIsNoNumberIsEqualToNone() {
    assertThat(holds("payload == payload", Double.NaN)).isFalse();
    assertThat(holds("payload == 1 || payload < 1 || payload > 1", Double.NaN)).isFalse();
    assertThat(holds("payload < 123456789012345678901234567890", Double.NaN)).isFalse();
    assertThat(holds("payload > 123456789012345678901234567890", Double.POSITIVE_INFINITY))
        .isTrue();
    assertThat(holds("payload < 9007199254740993", Double.NEGATIVE_INFINITY)).isTrue();
  }

  @Test
  void aPayloadMayComeInManyForms() throws Exception {
    JsonNode tree = Mappers.json().readTree(ORDER);
    byte[] utf8 = ORDER.getBytes(StandardCharsets.UTF_8);
    Map<?, ?> map = new ObjectMapper().convertValue(tree, LinkedHashMap.class);
    String filter =
        "payload.id == 7 && payload.note == null && payload.paid && payload.items[1].sku == 'y2'"
            + " && 'new' in payload.user.tags && payload.big == 9007199254740993"
            + " && payload.huge == 123456789012345678901234567890";

    for (Object payload : List.of(ORDER, "\r\n\t " + ORDER, utf8, tree, map)) {
      assertThat(holds(filter, payload)).as("%s", payload.getClass()).isTrue();
    }
    Signal cbor =
        signal
            .withPayload(new CBORMapper().writeValueAsBytes(tree))
            .withHeaders(Headers.of("content-type", "application/cbor"));
    assertThat(holds(filter, cbor)).isTrue();
    assertThat(holds("payload == 'text'", Mappers.json().readTree("'text'".replace('\'', '"'))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1", "{\"a\": 1} 2", "[1,]", "{a: 1}", "{", "  "})
  void malformedJsonHasNoFields(String text) {
    assertThat(holds("has(payload.a) || has(payload[0]) || payload.size() == 0", text)).isFalse();
    assertThat(holds("has(payload.a)", text.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(holds("payload == payload && payload.size() > 0", text)).isTrue();
  }

  @Test
  void jsonThatIsTooDeepOrTooLongHasNoFields() {
    String deep = "{\"a\":".repeat(101) + "1" + "}".repeat(101);
    String digits = "{\"a\": " + "1".repeat(401) + "}";
    String blanks = " ".repeat(Mappers.MAX_LENGTH) + "{\"a\": 1}";
    for (String text : List.of(deep, digits, blanks)) {
      assertThat(holds("has(payload.a)", text)).isFalse();
      assertThat(holds("has(payload.a)", text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }
    assertThat(holds("payload.a > 1e308 && payload.b < 1", "{\"a\": 1e999, \"b\": -1e99999}"))
        .isTrue();
  }

  @Test
  void malformedCborHasNoFields() {
    Signal broken =
        signal
            .withPayload(new byte[] {(byte) 0xbf, 0x61})
            .withHeaders(Headers.of("content-type", "application/cbor"));

    assertThat(holds("has(payload.a)", broken)).isFalse();
  }

  @Test
  void whatIsNoJsonIsThereButHasNoFields() {
    record Point(int x) {}

    assertThat(holds("has(payload.x) || payload == payload || payload.size() > 0", new Point(1)))
        .isFalse();
    assertThat(holds("payload != null", new Point(1))).isTrue();
    assertThat(holds("payload.startsWith('pl')", "plain")).isTrue();
    assertThat(holds("payload", true)).isTrue();
  }

  @Test
  void nullsAmongJdkValuesAreThere() {
    Map<String, Object> map = new HashMap<>();
    map.put("none", null);
    List<Object> list = new ArrayList<>();
    list.add(null);
    map.put("list", list);

    assertThat(
            holds(
                "has(payload.none) && payload.none == null && payload.list[0] == null"
                    + " && null in payload.list && 'none' in payload",
                map))
        .isTrue();
  }

  @Test
  void aPayloadIsReadOnceForAllFilters() {
    SentSignal delivery = new SentSignal(signal);
    Filter one = filters.compile("payload.id == 7 && payload.total > 1");
    Filter other = filters.compile("payload.user.name.contains('Ann')");

    assertThat(one.accepts(delivery) && other.accepts(delivery)).isTrue();
    assertThat(delivery.made()).isEqualTo(1);
  }

  @Test
  void whatHasFieldsAlreadyIsNotRead() {
    SentSignal delivery = SentSignal.of(Map.of("id", 7));

    assertThat(filters.compile("payload.id == 7 && type == ''").accepts(delivery)).isTrue();
    assertThat(delivery.made()).isZero();
  }

  private boolean holds(String expression, Object payload) {
    return holds(expression, signal.withPayload(payload));
  }

  private boolean holds(String expression, Signal sent) {
    return filters.compile(expression).accepts(new SentSignal(sent));
  }
}
