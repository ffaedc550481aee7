package dev.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The rule for names, written down again as plainly as can be. */
final class TopicSyntaxProperties {

  private final TopicSyntax syntax = TopicSyntax.COLON;

  @Property(seed = "1")
  void aNameIsRightExactlyWhenTheRuleSaysSo(@ForAll("names") String name) {
    assertThat(syntax.faultOf(name).isEmpty()).isEqualTo(isRight(name));
  }

  @Property(seed = "2", tries = 300)
  void theBytesOfAnyCharacterAreCounted(@ForAll("characters") int character) {
    String text = Character.toString(character);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    String full = "a".repeat(TopicSyntax.MAX_BYTES - bytes) + text;

    assertThat(syntax.faultOf(full)).isEmpty();
    assertThat(syntax.faultOf("a" + full)).isPresent();
  }

  @Property(seed = "3")
  void levelsJoinedAgainGiveTheText(@ForAll("names") String name) {
    assertThat(String.join(":", syntax.levels(name))).isEqualTo(name);
  }

  private static boolean isRight(String name) {
    for (String level : name.split(":", -1)) {
      if (level.isEmpty() || level.equals("+")) {
        return false;
      }
    }
    return name.indexOf('*') < 0
        && name.chars().noneMatch(Character::isISOControl)
        && isEncodable(name);
  }

  private static boolean isEncodable(String name) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name)).remaining()
          <= TopicSyntax.MAX_BYTES;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of("a", "b", "é", "€", "$sys")),
            Tuple.of(6, Arbitraries.of(":", "+")),
            Tuple.of(1, Arbitraries.of("*", "\n", "\uD83D", "\uDE00", "x".repeat(250))))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Integer> characters() {
    List<Integer> edges = List.of(0x7E, 0xA0, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF);
    return Arbitraries.oneOf(Arbitraries.of(edges), Arbitraries.integers().between(0x20, 0x10FFFF))
        .filter(
            each ->
                !Character.isISOControl(each)
                    && Character.getType(each) != Character.SURROGATE
                    && ":*+".indexOf(each) < 0);
  }
}
