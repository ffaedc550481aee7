package dev.pubsub.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicTreeTest {

  private final TopicTree<String> tree = new TopicTree<>(TopicSyntax.COLON);

  @ParameterizedTest
  @CsvSource({
    "a:b,     a:b",
    "a:+,     a:b",
    "+:b,     a:b",
    "a:*,     a:b",
    "a:*,     a:b:c:d",
    "*,       a",
    "*,       a:b:c",
    "*:c,     a:c",
    "**,      a",
    "**,      a:b:c",
    "a:**,    a",
    "a:**,    a:b:c",
    "**:c,    c",
    "**:c,    a:b:c",
    "a:**:c,  a:c",
    "a:**:c,  a:c:b:c",
    "**:b:**, a:b:c",
    "pre*:x,  prefix:x",
    "*post,   thepost",
    "a*b,     ab",
    "$sys:*,  $sys:a:b",
    "**:$sys, $sys",
    "a:*,     a:$sys",
  })
  void aPatternMatches(String pattern, String topic) {
    assertThat(matchOnly(pattern, topic)).isTrue();
    assertThat(PlainMatcher.matches(pattern, topic)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a:b,     a",
    "a:b,     a:b:c",
    "a:+,     a",
    "a:+,     a:b:c",
    "+,       a:b",
    "a:*,     a",
    "a:*,     b:c",
    "*:c,     a:b:c",
    "*:c,     c",
    "**:*:c,  c",
    "a:**:c,  a:b",
    "pre*,    prefix:x",
    "a*b,     abc",
    "*,       $sys",
    "*,       $sys:a",
    "+:a,     $sys:a",
    "**,      $sys:a",
    "**:a,    $sys:a",
    "$*,      $sys",
    "$s*s:a,  $sys:a",
  })
  void aPatternDoesNotMatch(String pattern, String topic) {
    assertThat(matchOnly(pattern, topic)).isFalse();
    assertThat(PlainMatcher.matches(pattern, topic)).isFalse();
  }

  private boolean matchOnly(String pattern, String topic) {
    add(pattern);
    return tree.match(topic).equals(List.of(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a:*"})
  void aPatternKeepsItsFirstValueUntilItIsRemoved(String text) {
    TopicPattern pattern = TopicPattern.parse(text, TopicSyntax.COLON);

    assertThat(tree.obtain(pattern, given -> "first of " + given)).isEqualTo("first of " + text);
    assertThat(tree.obtain(pattern, given -> "second")).isEqualTo("first of " + text);
    tree.remove(pattern);
    assertThat(tree.obtain(pattern, given -> "third")).isEqualTo("third");
  }

  @Test
  void aValueIsFoundOnceHoweverManyWaysLeadToIt() {
    add("**:a:**");
    add("**:a:**:a:**");

    assertThat(tree.match("a:a:a:a")).containsExactlyInAnyOrder("**:a:**", "**:a:**:a:**");
  }

  @Test
  void removingOnePatternLeavesThoseAboveAndBelow() {
    add("a:+");
    add("a:+:c");
    add("a:+:c:*");
    remove("a:+:c");

    assertThat(tree.match("a:b")).containsExactly("a:+");
    assertThat(tree.match("a:b:c")).isEmpty();
    assertThat(tree.match("a:b:c:d")).containsExactly("a:+:c:*");
  }

  @Test
  void removingWhatIsNotThereDoesNothing() {
    add("a:*");
    remove("a:*:b");
    remove("b:*");
    remove("c");

    assertThat(tree.match("a:b")).containsExactly("a:*");
  }

  @Test
  void onlyAPlainNameIsThereByItself() {
    add("a:b");
    add("c:*");

    assertThat(tree.hasExact("a:b")).isTrue();
    assertThat(tree.hasExact("a")).isFalse();
    assertThat(tree.hasExact("c:*")).isFalse();
    remove("a:b");
    assertThat(tree.hasExact("a:b")).isFalse();
  }

  @Test
  void manyDoubleStarsDoNotTakeForEver() {
    add("**:a:".repeat(30) + "b");

    assertThat(tree.match("a:".repeat(100) + "a")).isEmpty();
    assertThat(tree.match("a:".repeat(100) + "b")).hasSize(1);
  }

  @Test
  void levelsAreSplitByTheSeparatorOfTheBus() {
    TopicSyntax dots = new TopicSyntax('.');
    TopicTree<String> dotted = new TopicTree<>(dots);
    String kept = dotted.obtain(TopicPattern.parse("a.+", dots), text -> text);

    assertThat(dotted.match("a.b:c")).containsExactly(kept);
    assertThat(dotted.match("a:b.c")).isEmpty();
  }

  @Test
  void allValuesAreVisited() {
    List<String> patterns = List.of("a", "a:b", "+", "+:a", "*", "a:*", "**", "**:a", "a*", "a*:b");
    patterns.forEach(this::add);

    List<String> seen = new ArrayList<>();
    tree.forEach(seen::add);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(patterns);
  }

  private void add(String pattern) {
    String kept = tree.obtain(TopicPattern.parse(pattern, TopicSyntax.COLON), text -> text);
    assertThat(kept).isEqualTo(pattern);
  }

  private void remove(String pattern) {
    tree.remove(TopicPattern.parse(pattern, TopicSyntax.COLON));
  }
}
