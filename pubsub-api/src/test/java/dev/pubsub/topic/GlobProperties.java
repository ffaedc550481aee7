package dev.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.Segment.Glob;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A glob beside the plainest matcher there is. */
final class GlobProperties {

  @Property(seed = "1", tries = 5000)
  void aGlobMatchesWhatThePlainMatcherMatches(
      @ForAll("globs") String glob, @ForAll("levels") String level) {
    assertThat(new Glob(glob).matches(level)).isEqualTo(matches(glob, level));
  }

  @Property(seed = "2")
  void whatIsPutInPlaceOfTheStarsMatches(
      @ForAll("globs") String glob, @ForAll("levels") String filling) {
    assertThat(new Glob(glob).matches(glob.replace("*", filling))).isTrue();
  }

  @Example
  void theStarStandsForNoneAndForMany() {
    Glob glob = new Glob("a*b");

    assertThat(glob.matches("ab")).isTrue();
    assertThat(glob.matches("axxb")).isTrue();
    assertThat(glob.matches("abab")).isTrue();
    assertThat(glob.matches("a")).isFalse();
    assertThat(glob.matches("abx")).isFalse();
    assertThat(glob.matches("xab")).isFalse();
  }

  @Example
  void manyStarsDoNotTakeForEver() {
    assertThat(new Glob("a*".repeat(120) + "b").matches("a".repeat(255))).isFalse();
  }

  private static boolean matches(String glob, String level) {
    if (glob.isEmpty()) {
      return level.isEmpty();
    }
    String rest = glob.substring(1);
    if (glob.charAt(0) == '*') {
      return matches(rest, level) || (!level.isEmpty() && matches(glob, level.substring(1)));
    }
    return !level.isEmpty()
        && level.charAt(0) == glob.charAt(0)
        && matches(rest, level.substring(1));
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.strings().withChars("aabb*").ofMinLength(1).ofMaxLength(7);
  }

  @Provide
  Arbitrary<String> levels() {
    return Arbitraries.strings().withChars("ab").ofMaxLength(9);
  }
}
