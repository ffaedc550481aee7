package dev.pubsub.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Names, patterns and the tree, beside {@link PlainTopics}. */
public final class TopicsTarget implements Fuzz.Target {

  private static final TopicSyntax SYNTAX = TopicSyntax.COLON;

  private static final List<String> WHOLE =
      List.of(
          "room:1",
          "a:b:c:d",
          "aab:ab:b",
          "$sys:ws:1",
          "ü:€:🌍",
          "**",
          "*",
          "+",
          "a:*",
          "*:b",
          "**:b:**",
          "a*b:+:*",
          "**:a:**:b:**:a:**",
          "$sys:**",
          "a*a*a*a*b",
          "a".repeat(254),
          "a:".repeat(127) + "a",
          "**:a:".repeat(40) + "b",
          "*a".repeat(60));

  private static final List<String> PARTS =
      List.of(
          ":",
          "+",
          "*",
          "**",
          "a",
          "b",
          "ab",
          "a*",
          "*b",
          "$sys",
          ":**",
          ":+",
          "::",
          "**:**",
          "\ud800",
          "\udc00",
          "🌍",
          "€",
          "\n",
          "\u0000",
          "\u0085",
          " ",
          "a".repeat(100));

  /** The target. */
  public TopicsTarget() {}

  @Override
  public void tryOne(Random random) {
    Mutator mutator = new Mutator(random);
    List<TopicPattern> patterns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      String text = mutator.mutate(mutator.oneOf(WHOLE), PARTS);
      Optional<String> fault = SYNTAX.faultOf(text);
      assertThat(fault.isEmpty())
          .as("%s is a name: %s", text, fault)
          .isEqualTo(PlainTopics.isName(text));
      if (fault.isEmpty()) {
        names.add(text);
      }
      parse(text).ifPresent(patterns::add);
    }
    patterns.forEach(pattern -> names.forEach(name -> compare(pattern, name)));
    compareTree(patterns, names);
  }

  private static Optional<TopicPattern> parse(String text) {
    try {
      TopicPattern pattern = TopicPattern.parse(text, SYNTAX);
      assertThat(PlainTopics.isPattern(text)).as("%s is a pattern", text).isTrue();
      assertThat(pattern).hasToString(text);
      assertThat(TopicPattern.parse(pattern.text(), SYNTAX)).isEqualTo(pattern);
      assertThat(pattern.isExact()).isEqualTo(PlainTopics.isName(text));
      return Optional.of(pattern);
    } catch (PubSubException e) {
      assertThat(PlainTopics.isPattern(text)).as("%s is no pattern", text).isFalse();
      assertThat(e.code()).isEqualTo(StandardError.BAD_PATTERN);
      assertThat(e.getMessage().chars().noneMatch(Character::isISOControl)).isTrue();
      return Optional.empty();
    }
  }

  private static void compare(TopicPattern pattern, String name) {
    assertThat(pattern.matches(name))
        .as("%s matches %s", pattern, name)
        .isEqualTo(PlainTopics.matches(pattern.text(), name));
  }

  private static void compareTree(List<TopicPattern> patterns, List<String> names) {
    TopicTree<String> tree = new TopicTree<>(SYNTAX);
    Map<String, String> first = new HashMap<>();
    for (TopicPattern pattern : patterns) {
      String kept = tree.obtain(pattern, text -> text);
      first.putIfAbsent(PlainTopics.folded(pattern.text()), pattern.text());
      assertThat(kept).isEqualTo(first.get(PlainTopics.folded(pattern.text())));
    }
    for (String name : names) {
      assertThat(tree.match(name))
          .as("of %s match %s", patterns, name)
          .containsExactlyInAnyOrderElementsOf(
              first.values().stream().filter(it -> PlainTopics.matches(it, name)).toList());
    }
    patterns.forEach(tree::remove);
    tree.forEach(left -> assertThat(left).as("left in the tree").isNull());
  }
}
