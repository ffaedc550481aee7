package dev.pubsub.core.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Beside all names of a few levels: two patterns overlap where one name matches both. */
final class OverlapProperties {

  private static final List<String> NAMES = names();

  @Property(seed = "1", tries = 1000)
  void patternsOverlapWhereANameMatchesBoth(
      @ForAll("patterns") String left, @ForAll("patterns") String right) {
    TopicPattern one = parse(left);
    TopicPattern other = parse(right);
    boolean found = NAMES.stream().anyMatch(name -> one.matches(name) && other.matches(name));

    assertThat(Overlap.of(one, other)).isEqualTo(found);
    assertThat(Overlap.of(other, one)).isEqualTo(found);
  }

  private static TopicPattern parse(String pattern) {
    return TopicPattern.parse(pattern, TopicSyntax.COLON);
  }

  /** Of up to four levels, so that no name is needed that is longer than those below. */
  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "+", "*", "**", "a*")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(levels -> String.join(":", levels));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    List<String> shorter = List.of("a", "b", "ab");
    for (int levels = 1; levels <= 7; levels++) {
      names.addAll(shorter);
      shorter =
          shorter.stream()
              .flatMap(name -> List.of("a", "b", "ab").stream().map(next -> name + ":" + next))
              .toList();
    }
    return names;
  }
}
