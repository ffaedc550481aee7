package dev.pubsub.json.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileFilterTest {

  private final ContentFilters filters = new ContentFilters();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "payload.a = 1~11~no expression has the character =",
        "payload.a & 1~11~no expression has the character &",
        "payload.a == \u00e9~14~no expression has the character U+00E9",
        "payload.a ==~13~expected a value, found the end",
        "payload.a == == 1~14~expected a value, found ==",
        "payload.a == 1 == 1~16~expected an operator or the end, found ==",
        "payload.a == 1 payload.b~16~expected an operator or the end, found payload",
        "payload.a -1~11~expected an operator or the end, found a number",
        "payload.a == - 1~14~no expression has the character -",
        "payload.~9~expected the name of a field, found the end",
        "payload.0~9~expected the name of a field, found a number",
        "payload[1.5]~9~expected an index from 0 or the name of a field as a text, found a number",
        "payload[-1]~9~expected an index from 0 or the name of a field as a text, found a number",
        "payload[a]~9~expected an index from 0 or the name of a field as a text, found a",
        "payload[2147483648]~9~expected an index from 0 or the name of a field as a text, found a number",
        "payload[1~10~expected ], found the end",
        "paylod.a == 1~1~expected payload, headers, topic, type, key, source, priority, time or has, found paylod",
        "topic.name == 1~7~expected startsWith(), endsWith(), contains() or size(), found name",
        "topic.matches('.*')~7~expected startsWith(), endsWith(), contains() or size(), found matches",
        "topic.contains(payload.a)~16~expected a text, found payload",
        "topic.contains('a'~19~expected ), found the end",
        "topic.contains('a').x~20~expected an operator or the end, found .",
        "has(topic)~5~expected a field, as in has(payload.name)",
        "has(payload)~5~expected a field, as in has(payload.name)",
        "has(payload.a.size())~5~expected a field, as in has(payload.name)",
        "has payload.a~5~expected (, found payload",
        "has(payload.a~14~expected ), found the end",
        "(payload.a~11~expected an operator or ), found the end",
        "payload.a)~10~expected an operator or the end, found )",
        "type in ['a' 'b']~14~expected , or ], found a text",
        "type in ['a',]~14~expected a value, found ]",
        "type in 'abc'~9~expected a list, headers or something in the payload, found a text",
        "type in topic~9~expected a list, headers or something in the payload, found topic",
        "[1] == 1~1~expected a value, found [",
        "topic~1~expected a condition, not a value",
        "true && topic~9~expected a condition, not a value",
        "topic || true~1~expected a condition, not a value",
        "!5~2~expected a condition, not a value",
        "(payload.a.size())~1~expected a condition, not a value",
        "true && null~9~expected a condition, not a value",
        "payload.a == 'abc~14~a text has no end, expected '",
        "payload.a == 'a\\qc'~17~expected one of \\ \" ' n r t b f u behind a \\",
        "payload.a == '\\u00g0'~19~expected four hexadecimal digits behind \\u",
        "payload.a == 1e~16~expected the digits of an exponent",
        "payload.a == 1x~15~expected the end of a number",
        "payload.a == 1e999~14~a number is out of the range of a double",
        "'~1~a text has no end, expected '",
        "' '~1~expected a condition, not a value",
        "&&~1~expected a value, found &&",
      })
  void aFaultIsTold(String expression, int at, String sentence) {
    assertThatThrownBy(() -> filters.compile(expression))
        .isInstanceOfSatisfying(
            PubSubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(StandardError.BAD_SELECTION))
        .hasMessage("the filter is wrong at character " + at + ": " + sentence);
  }

  @Test
  void nothingIsNoFilter() {
    refused("", "at character 1: expected a value, found the end");
    refused(" \n", "at character 3: expected a value, found the end");
  }

  @Test
  void aFilterHasAtMost4096Characters() {
    String longest = "true" + " ".repeat(4092);

    assertThat(filters.compile(longest).accepts(SentSignal.of(1))).isTrue();
    refused(longest + " ", "at character 4097: it has at most 4096 characters");
    refused("(".repeat(10_000_000), "it has at most 4096 characters");
  }

  @Test
  void aFilterHasAtMost256Parts() {
    assertThat(filters.compile(repeated("true", " && ", 128)).accepts(SentSignal.of(1))).isTrue();
    refused(
        repeated("true", " && ", 129), "at character 1025: it has at most 256 names, values and");
  }

  @Test
  void aFilterIsNestedAtMost32Deep() {
    for (String[] each : List.of(new String[] {"(", ")"}, new String[] {"!", ""})) {
      String deepest = each[0].repeat(32) + "true" + each[1].repeat(32);

      assertThat(filters.compile(deepest).accepts(SentSignal.of(1))).isTrue();
      refused(each[0] + deepest + each[1], "at character 34: it is nested at most 32 deep");
      refused(each[0].repeat(250) + "true", "it is nested at most 32 deep");
    }
    refused("(".repeat(4096), "at character 34: it is nested at most 32 deep");
    refused("true in [(".repeat(40), "it is nested at most 32 deep");
    refused("payload" + "[0]".repeat(1000), "at most 256 names, values and operators");
  }

  @Test
  void aFilterSearchesAtMost16Times() {
    String search = "topic.contains('x')";
    String look = "1 in payload.a";

    filters.compile(repeated(search, " || ", 8) + " || " + repeated(look, " || ", 8));
    refused(repeated(search, " || ", 17), "at character 375: it looks at most 16 times into");
    refused(repeated(look, " || ", 17), "it looks at most 16 times into something");
  }

  @Test
  void aSearchTakesATimeThatGrowsWithTheTextAlone() {
    // Character by character this would be fourteen billion comparisons.
    String text = "a".repeat(4_000_000);
    String sought = "a".repeat(220) + "b";
    var filter =
        filters.compile(
            repeated("payload.contains('" + sought + "')", " || ", 15)
                + " || payload.contains('"
                + sought
                + "')");

    assertThat(filter.accepts(SentSignal.of(text))).isFalse();
    assertThat(filter.accepts(SentSignal.of(text + "b"))).isTrue();
  }

  private void refused(String expression, String sentence) {
    assertThatThrownBy(() -> filters.compile(expression))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining(sentence);
  }

  private static String repeated(String part, String between, int times) {
    return String.join(between, Collections.nCopies(times, part));
  }
}
