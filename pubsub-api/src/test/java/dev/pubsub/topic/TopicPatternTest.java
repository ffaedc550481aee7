package dev.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.Segment.AnyLevels;
import dev.pubsub.topic.Segment.Glob;
import dev.pubsub.topic.Segment.Literal;
import dev.pubsub.topic.Segment.OneLevel;
import dev.pubsub.topic.Segment.Tail;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicPatternTest {

  static Stream<Arguments> patterns() {
    return Stream.of(
        Arguments.of("a", List.of(new Literal("a"))),
        Arguments.of("a:b", List.of(new Literal("a"), new Literal("b"))),
        Arguments.of("+", List.of(new OneLevel())),
        Arguments.of("+:a", List.of(new OneLevel(), new Literal("a"))),
        Arguments.of("a:+", List.of(new Literal("a"), new OneLevel())),
        Arguments.of("*", List.of(new Tail())),
        Arguments.of("a:*", List.of(new Literal("a"), new Tail())),
        Arguments.of("*:a", List.of(new OneLevel(), new Literal("a"))),
        Arguments.of("*:*", List.of(new OneLevel(), new Tail())),
        Arguments.of("**", List.of(new AnyLevels())),
        Arguments.of("a:**:b", List.of(new Literal("a"), new AnyLevels(), new Literal("b"))),
        Arguments.of("**:*", List.of(new AnyLevels(), new Tail())),
        Arguments.of("a*", List.of(new Glob("a*"))),
        Arguments.of("*a:a*b", List.of(new Glob("*a"), new Glob("a*b"))),
        Arguments.of("*a*", List.of(new Glob("*a*"))),
        Arguments.of("a+", List.of(new Literal("a+"))),
        Arguments.of("+*", List.of(new Glob("+*"))),
        Arguments.of("$sys:*", List.of(new Literal("$sys"), new Tail())));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyLevelBecomesASegment(String text, List<Segment> segments) {
    assertThat(parse(text).segments()).isEqualTo(segments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"**:**", "**:**:**"})
  void doubleStarsSideBySideAreOne(String text) {
    assertThat(parse(text).segments()).containsExactly(new AnyLevels());
    assertThat(parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "a:b, a:b",
    "+, a",
    "*, a:b",
    "*:b, a:b",
    "a:*, a:b:c",
    "a*c, abc",
    "**, a",
    "a:**, a",
    "**:c, a:b:c",
    "a:**:b:*, a:b:b:c",
    "$sys:*, $sys:a",
    "**:$sys:a, $sys:a"
  })
  void aPatternMatches(String pattern, String topic) {
    assertThat(parse(pattern).matches(topic)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a:b, a",
    "a, a:b",
    "+, a:b",
    "a:*, a",
    "a*c, ab",
    "**:c, a:b",
    "a:**:b, a:b:c",
    "+:b, a:c",
    "**, $sys:a",
    "*, $sys:a",
    "$*, $sys",
    "**:a:*, $sys:a:b"
  })
  void aPatternDoesNotMatch(String pattern, String topic) {
    assertThat(parse(pattern).matches(topic)).isFalse();
  }

  @Test
  void doubleStarsApartStayApart() {
    assertThat(parse("**:a:**").segments())
        .containsExactly(new AnyLevels(), new Literal("a"), new AnyLevels());
    assertThat(parse("a:**:**:b:**").segments())
        .containsExactly(new Literal("a"), new AnyLevels(), new Literal("b"), new AnyLevels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"***", "a**", "**a", "a**b", "a:b**:c", "*:a***"})
  void aDoubleStarInsideALevelIsBad(String text) {
    assertThat(refusal(text)).hasMessage("bad pattern '" + text + "': '**' must be a whole level");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "a::b", "*:", ":*", "a\uD83D"})
  void whatNoNameMayHaveNoPatternMayHave(String text) {
    assertThat(refusal(text)).hasMessageStartingWith("bad pattern '");
  }

  @Test
  void aPatternIsNoLongerThanAName() {
    assertThat(parse("a".repeat(254) + "*").segments()).hasSize(1);
    assertThat(refusal("é".repeat(127) + "**"))
        .hasMessageContaining("not be longer than 255 bytes, this has 256");
  }

  @Test
  void theSentenceShowsTheBeginningOfALongPattern() {
    assertThat(refusal("a".repeat(300)))
        .hasMessage(
            "bad pattern '%s...': a topic must not be longer than 255 bytes, this has 300",
            "a".repeat(64));
  }

  @Test
  void theSentenceStaysOnOneLineWhateverThePattern() {
    String message = refusal("a\r\nERROR forged\u001B[2J").getMessage();

    assertThat(message).contains("must not contain control characters");
    assertThat(message.chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void onlyPatternsWithoutWildcardsAreExact() {
    assertThat(Stream.of("a", "a:b", "a+", "$sys:a")).allMatch(text -> parse(text).isExact());
    assertThat(Stream.of("*", "+", "**", "a*", "a:+:b")).noneMatch(text -> parse(text).isExact());
  }

  @Test
  void patternsAreEqualWhenTheyAreWrittenAlike() {
    assertThat(parse("a:*")).isEqualTo(parse("a:*")).hasSameHashCodeAs(parse("a:*"));
    assertThat(parse("a:*")).isNotEqualTo(parse("a:**")).isNotEqualTo("a:*").hasToString("a:*");
  }

  @Test
  void aPatternIsSplitByTheSeparatorOfItsBus() {
    assertThat(TopicPattern.parse("a:b.*", new TopicSyntax('.')).segments())
        .containsExactly(new Literal("a:b"), new Tail());
  }

  private static TopicPattern parse(String text) {
    return TopicPattern.parse(text, TopicSyntax.COLON);
  }

  private static PubSubException refusal(String text) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, () -> parse(text));
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PATTERN);
    return refusal;
  }
}
