package dev.pubsub.server.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What was said is what is read, however it is said. */
final class ArgumentsProperties {

  private static final Flag FLAG = new Flag("--flag", "Said or not.");
  private static final Option<String> TEXT = new Option<>("--text", "T", Reader.TEXT, "A text.");
  private static final Option<String> EACH =
      new Option<>("--each", "E", Reader.TEXT, "Many.").repeatable();
  private static final Parameter<String> ALL =
      new Parameter<>("ALL", Reader.TEXT, "All.").optional().repeatable();
  private static final Usage USAGE = Usage.of("Does something.", ALL, FLAG, TEXT, EACH);

  @Property(tries = 500)
  void anyTextMayBeAValue(
      @ForAll boolean flag,
      @ForAll("words") String text,
      @ForAll @Size(max = 5) List<@From("words") String> each,
      @ForAll @Size(max = 5) List<@From("words") String> all) {
    List<String> words = new ArrayList<>();
    words.add("--text=" + text);
    each.forEach(value -> words.add("--each=" + value));
    if (flag) {
      words.add("--flag");
    }
    words.add("--");
    words.addAll(all);

    Arguments arguments = Arguments.of(USAGE, words);

    assertThat(arguments.has(FLAG)).isEqualTo(flag);
    assertThat(arguments.find(TEXT)).contains(text);
    assertThat(arguments.all(EACH)).isEqualTo(each);
    assertThat(arguments.all(ALL)).isEqualTo(all);
  }

  @Property(tries = 500)
  void anyWordsAreReadOrRefusedInOneSentence(
      @ForAll @Size(max = 6) List<@From("words") String> words) {
    try {
      Arguments arguments = Arguments.of(USAGE, words);
      assertThat(arguments.all(EACH).size() + arguments.all(ALL).size())
          .isLessThanOrEqualTo(words.size());
    } catch (UsageException e) {
      assertThat(e).hasMessageMatching("(?s)(Unknown option|Missing required|option '--).*");
    }
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "--",
            "-",
            "--flag",
            "--text",
            "--each",
            "--text=",
            "--each=a=b",
            "--help",
            "-V",
            "-5",
            "--debug",
            "--bogus",
            "@f",
            ""),
        Arbitraries.strings().ofMaxLength(8));
  }
}
