package dev.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicSyntaxTest {

  private static final String GRIN = "\uD83D\uDE00"; // one character of four bytes

  private final TopicSyntax syntax = TopicSyntax.COLON;

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "room:1", "a:b:c:d", "with space", "a.b", "é:ü", "+a", "a+", "++", "$sys:x"})
  void ordinaryNamesAreRight(String name) {
    assertThat(syntax.faultOf(name)).isEmpty();
  }

  static Stream<String> namesOf255Bytes() {
    return Stream.of(
        "a".repeat(255), "é".repeat(127) + "a", "€".repeat(85), GRIN.repeat(63) + "abc");
  }

  @ParameterizedTest
  @MethodSource("namesOf255Bytes")
  void theLongestNameHas255BytesHoweverManyCharacters(String name) {
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(255);
    assertThat(syntax.faultOf(name)).isEmpty();
    assertThat(syntax.faultOf(name + "a"))
        .hasValue("a topic must not be longer than 255 bytes, this has 256");
  }

  @Test
  void anEmptyNameIsWrong() {
    assertThat(syntax.faultOf("")).hasValue("a topic must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {":", ":a", "a::b", "::"})
  void anEmptyLevelIsWrong(String name) {
    assertThat(syntax.faultOf(name))
        .hasValueSatisfying(why -> assertThat(why).contains("empty level"));
  }

  @Test
  void anEmptyLevelAtTheEndIsWrong() {
    assertThat(syntax.faultOf("a:")).hasValue("a topic must not end with ':'");
  }

  @Test
  void theSentenceSaysWhereTheEmptyLevelIs() {
    assertThat(syntax.faultOf("ab::c"))
        .hasValue("a topic must not have an empty level (at character 3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000b", "a\tb", "a\u007Fb", "a\u0085b"})
  void aControlCharacterIsWrong(String name) {
    assertThat(syntax.faultOf(name))
        .hasValue("a topic must not contain control characters (at character 1)");
  }

  static Stream<String> loneSurrogates() {
    return Stream.of("a\uD83D", "a\uDE00", "a\uD83Db", "a\uDE00\uD83D", "a\uD83D\uD83D\uDE00");
  }

  @ParameterizedTest
  @MethodSource("loneSurrogates")
  void halfACharacterIsWrong(String name) {
    assertThat(syntax.faultOf(name)).hasValue("a topic must be valid Unicode (at character 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "**", "a*", "*a", "a:*:b", "a*b"})
  void aStarIsWrongAnywhere(String name) {
    assertThat(syntax.faultOf(name)).hasValue("a topic name must not contain '*'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "+:a", "a:+", "a:+:b"})
  void aLevelThatIsJustAPlusIsWrong(String name) {
    assertThat(syntax.faultOf(name)).hasValue("a topic name must not have '+' as a level");
  }

  @Test
  void anotherSeparatorSplitsLevelsAndTheColonBecomesOrdinary() {
    TopicSyntax dots = new TopicSyntax('.');

    assertThat(dots.faultOf("a::b.c")).isEmpty();
    assertThat(dots.faultOf("a..b")).isPresent();
    assertThat(dots.faultOf("a.")).hasValue("a topic must not end with '.'");
    assertThat(dots.faultOf("+.a")).isPresent();
    assertThat(dots.levels("a:b.c")).containsExactly("a:b", "c");
  }

  @ParameterizedTest
  @ValueSource(chars = {'*', '+', ' ', '\n', '\u0000', '\u007F', 'é'})
  void whatCannotBeSeenOrMeansSomethingElseSeparatesNothing(char separator) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicSyntax(separator))
        .withMessageContaining(Integer.toString(separator));
  }

  @Test
  void levelsAreWhatStandsBetweenSeparators() {
    assertThat(syntax.levels("a")).containsExactly("a");
    assertThat(syntax.levels("a:b:c")).containsExactly("a", "b", "c");
    assertThat(syntax.levels(":a:")).containsExactly("", "a", "");
  }
}
