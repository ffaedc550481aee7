package dev.pubsub.json.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.signal.Headers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class FilterProperties {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new CBORMapper();
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Those at which numbers of different types part. */
  private static final List<Object> NUMBERS =
      List.of(
          0,
          1,
          -1,
          1L << 53,
          (1L << 53) + 1,
          Long.MAX_VALUE,
          BigInteger.ONE.shiftLeft(63),
          0.0,
          -0.5,
          1.0,
          1e-300,
          0x1p53,
          0x1p63);

  private static final List<Object> TEXTS = List.of("", "a", "ab", "b", "aab", "B", "\u00e9");

  private final PayloadReader payloads = new PayloadReader();

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void aFilterSaysWhatThePlainModelSays(
      @ForAll("conditions") FilterModel model, @ForAll("payloads") Object payload)
      throws Exception {
    Expression filter = Parser.parse(model.source(), payloads);
    boolean expected = model.isTrueOf(payload);

    assertThat(filter.holds(SentSignal.of(payload))).isEqualTo(expected);
    if (payload instanceof Map || payload instanceof List) {
      assertThat(filter.holds(SentSignal.of(JSON.writeValueAsString(payload)))).isEqualTo(expected);
      assertThat(filter.holds(SentSignal.of(JSON.writeValueAsBytes(payload)))).isEqualTo(expected);
      assertThat(filter.holds(SentSignal.of(JSON.valueToTree(payload)))).isEqualTo(expected);
    }
    SentSignal plain = SentSignal.of(CBOR.writeValueAsBytes(payload));
    SentSignal cbor =
        new SentSignal(
            plain.signal().withHeaders(Headers.of(PayloadReader.CONTENT_TYPE, PayloadReader.CBOR)));
    assertThat(filter.holds(cbor)).isEqualTo(expected);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatIsPrintedReadsAsTheSame(@ForAll("conditions") FilterModel model) {
    String printed = Parser.parse(model.source(), payloads).toString();

    assertThat(Parser.parse(printed, payloads)).hasToString(printed);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatIsPrintedSaysTheSame(
      @ForAll("conditions") FilterModel model, @ForAll("payloads") Object payload) {
    String printed = Parser.parse(model.source(), payloads).toString();

    assertThat(Parser.parse(printed, payloads).holds(SentSignal.of(payload)))
        .isEqualTo(model.isTrueOf(payload));
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void noiseIsReadOrRefusedWithAPlace(@ForAll("noise") String noise) {
    try {
      Parser.parse(noise, payloads).holds(SentSignal.of(Map.of("a", 1)));
    } catch (PubSubException e) {
      assertThat(e.code()).isEqualTo(StandardError.BAD_SELECTION);
      assertThat(e).hasMessageMatching("(?s)the filter is wrong at character [1-9][0-9]*: .+");
    }
  }

  @Provide
  Arbitrary<String> noise() {
    Arbitrary<String> words =
        Arbitraries.of(
            "payload",
            ".",
            "a",
            "[",
            "0",
            "]",
            "(",
            ")",
            "has",
            "==",
            "<",
            "&&",
            "||",
            "!",
            "in",
            "'x'",
            "\"",
            "'",
            "\\",
            "1",
            "-",
            "e",
            "contains",
            "size",
            ",",
            " ",
            "true",
            "null");
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(2))
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Object> payloads() {
    return payloads(3);
  }

  static Arbitrary<Object> payloads(int depth) {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.of(NUMBERS), Arbitraries.of(TEXTS), Arbitraries.of(true, false));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Object> parts = payloads(depth - 1).injectNull(0.1);
    return Arbitraries.frequencyOf(
        Tuple.of(1, scalars),
        Tuple.of(2, Arbitraries.maps(Arbitraries.of(NAMES), parts).ofMaxSize(3).map(HashMap::new)),
        Tuple.of(2, parts.list().ofMaxSize(3).map(ArrayList::new)));
  }

  @Provide
  Arbitrary<FilterModel> conditions() {
    return conditions(3);
  }

  static Arbitrary<FilterModel> conditions(int depth) {
    Arbitrary<String> relations = Arbitraries.of("==", "!=", "<", "<=", ">", ">=");
    Arbitrary<String> functions = Arbitraries.of("startsWith", "endsWith", "contains");
    Arbitrary<FilterModel> leaves =
        Arbitraries.oneOf(
            Combinators.combine(values(), relations, values())
                .as((left, relation, right) -> left.compared(relation, right)),
            Combinators.combine(values(), values().list().ofMaxSize(4)).as(FilterModel::oneOf),
            Combinators.combine(values(), paths()).as(FilterModel::within),
            Combinators.combine(paths(), functions, Arbitraries.of("a", "ab", "", "b"))
                .as(FilterModel::part),
            paths().filter(path -> !path.source().equals("payload")).map(FilterModel::has),
            paths());
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<FilterModel> parts = conditions(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        parts.map(FilterModel::not),
        Combinators.combine(parts, parts).as(FilterModel::and),
        Combinators.combine(parts, parts).as(FilterModel::or));
  }

  private static Arbitrary<FilterModel> values() {
    return Arbitraries.oneOf(
        paths(),
        paths().map(FilterModel::size),
        Arbitraries.of(NUMBERS).map(number -> FilterModel.literal(number.toString(), number)),
        Arbitraries.of(TEXTS).map(text -> FilterModel.literal("'" + text + "'", text)),
        Arbitraries.of(true, false)
            .map(truth -> FilterModel.literal(truth.toString(), (Object) truth)),
        Arbitraries.just(FilterModel.nothing()));
  }

  private static Arbitrary<FilterModel> paths() {
    Arbitrary<Object> steps =
        Arbitraries.oneOf(Arbitraries.of(NAMES), Arbitraries.of(0, 1).map(index -> index));
    return steps.list().ofMaxSize(3).map(FilterModel::path);
  }
}
