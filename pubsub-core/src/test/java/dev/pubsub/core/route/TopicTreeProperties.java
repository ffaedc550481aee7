package dev.pubsub.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.Segment;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tree beside a map of patterns and the {@link PlainMatcher}. */
final class TopicTreeProperties {

  private record Edit(boolean adds, String pattern) {}

  @Property(seed = "1", tries = 2000)
  void everyPatternThatMatchesIsFoundOnce(
      @ForAll("edits") List<Edit> edits, @ForAll("topics") List<String> topics) {
    TreeAndModel both = new TreeAndModel(edits);

    for (String topic : topics) {
      assertThat(both.tree.match(topic)).containsExactlyInAnyOrderElementsOf(both.matching(topic));
    }
    assertThat(both.all()).containsExactlyInAnyOrderElementsOf(both.model.values());
  }

  @Property(seed = "2", tries = 1000)
  void onePatternMatchesWhatItSays(
      @ForAll("patterns") String pattern, @ForAll("topics") List<String> topics) {
    TreeAndModel both = new TreeAndModel(List.of(new Edit(true, pattern)));

    for (String topic : topics) {
      assertThat(both.tree.match(topic).equals(List.of(pattern)))
          .as("%s matches %s", pattern, topic)
          .isEqualTo(PlainMatcher.matches(pattern, topic));
      assertThat(parse(pattern).matches(topic))
          .as("%s alone matches %s", pattern, topic)
          .isEqualTo(PlainMatcher.matches(pattern, topic));
    }
  }

  @Property(seed = "3", tries = 500)
  void nothingIsLeftWhenEverythingWasRemoved(
      @ForAll("edits") List<Edit> edits, @ForAll("topics") List<String> topics) {
    TreeAndModel both = new TreeAndModel(edits);
    for (String left : List.copyOf(both.model.values())) {
      both.apply(new Edit(false, left));
    }

    assertThat(both.all()).isEmpty();
    assertThat(topics).allSatisfy(topic -> assertThat(both.tree.match(topic)).isEmpty());
  }

  @Property(seed = "4", tries = 500)
  void nodesGoWithTheLastPatternThatNeedsThem(@ForAll("listOfPatterns") List<String> patterns) {
    Node<String> root = new Node<>(false);
    List<List<Segment>> paths =
        patterns.stream().map(pattern -> parse(pattern).segments()).distinct().toList();
    for (List<Segment> path : paths) {
      Node<String> node = root;
      for (Segment segment : path) {
        node = node.childOrNew(segment);
      }
      node.value = path.toString();
    }
    for (List<Segment> path : paths) {
      assertThat(root.isLeaf()).isFalse();
      root.remove(path, 0);
    }

    assertThat(root.isLeaf()).isTrue();
  }

  private static TopicPattern parse(String text) {
    return TopicPattern.parse(text, TopicSyntax.COLON);
  }

  /** The tree, and by segments the same, since patterns that compile alike share one value. */
  private static final class TreeAndModel {
    final TopicTree<String> tree = new TopicTree<>(TopicSyntax.COLON);
    final Map<List<Segment>, String> model = new HashMap<>();

    TreeAndModel(List<Edit> edits) {
      edits.forEach(this::apply);
    }

    void apply(Edit edit) {
      TopicPattern pattern = parse(edit.pattern);
      if (edit.adds) {
        String value = tree.obtain(pattern, text -> text);
        assertThat(value).isEqualTo(model.computeIfAbsent(pattern.segments(), key -> edit.pattern));
      } else {
        tree.remove(pattern);
        model.remove(pattern.segments());
      }
    }

    List<String> matching(String topic) {
      return model.values().stream()
          .filter(pattern -> PlainMatcher.matches(pattern, topic))
          .toList();
    }

    List<String> all() {
      List<String> values = new ArrayList<>();
      tree.forEach(values::add);
      return values;
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "ab", "$sys", "+", "*", "**", "a*", "*b", "a*b", "$*", "*a*b*")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(levels -> String.join(":", levels));
  }

  @Provide
  Arbitrary<List<String>> listOfPatterns() {
    return patterns().list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<String>> topics() {
    return Arbitraries.of("a", "b", "ab", "aab", "$sys")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(levels -> String.join(":", levels))
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Combinators.combine(Arbitraries.of(true, true, false), patterns())
        .as(Edit::new)
        .list()
        .ofMaxSize(30);
  }
}
