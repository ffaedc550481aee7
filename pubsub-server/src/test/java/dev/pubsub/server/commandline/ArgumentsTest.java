package dev.pubsub.server.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  private static final Flag FLAG = new Flag("--flag", "Said or not.");
  private static final Option<String> TEXT = new Option<>("--text", "T", Reader.TEXT, "A text.");
  private static final Option<Integer> NUMBER =
      new Option<>("--number", "N", Reader.INTEGER, "A number.");
  private static final Option<String> WHERE =
      new Option<>("--where", "W", Reader.TEXT, "A place.").alone("here");
  private static final Option<String> EACH =
      new Option<>("--each", "E", Reader.TEXT, "Many.").repeatable();
  private static final Parameter<String> FIRST =
      new Parameter<>("FIRST", Reader.TEXT, "Must be there.");
  private static final Parameter<String> SECOND =
      new Parameter<>("SECOND", Reader.TEXT, "May be there.").optional();

  private static final Usage USAGE =
      Usage.of("Does something.", FIRST, SECOND, FLAG, TEXT, NUMBER, WHERE, EACH);

  private static Arguments read(String... words) {
    return Arguments.of(USAGE, List.of(words));
  }

  @Test
  void optionsStandBeforeBetweenAndBehindParameters() {
    Arguments arguments = read("--flag", "a", "--number", "7", "b", "--text=c");

    assertThat(arguments.has(FLAG)).isTrue();
    assertThat(arguments.get(FIRST)).isEqualTo("a");
    assertThat(arguments.find(SECOND)).contains("b");
    assertThat(arguments.find(NUMBER)).contains(7);
    assertThat(arguments.find(TEXT)).contains("c");
  }

  @Test
  void whatWasNotSaidIsNotThere() {
    Arguments arguments = read("a");

    assertThat(arguments.has(FLAG)).isFalse();
    assertThat(arguments.find(SECOND)).isEmpty();
    assertThat(arguments.find(TEXT)).isEmpty();
    assertThat(arguments.all(EACH)).isEmpty();
  }

  @Test
  void whatMayBeRepeatedIsInItsOrder() {
    assertThat(read("a", "--each", "x", "--each=y").all(EACH)).containsExactly("x", "y");
  }

  @ParameterizedTest
  @CsvSource({
    "--text=, ''",
    "--text=a=b, a=b",
    "--text=--flag, --flag",
    "--text=\"q\", \"q\"",
    "--text=-, -",
    "--text=@f, @f",
  })
  void behindTheSignOfEqualityStandsAnyValue(String word, String value) {
    assertThat(read("a", word).find(TEXT)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "-5", "-.5 < x", "--unknown", "@f", "\"q\""})
  void theNextWordIsTheValueUnlessItIsANameThatIsKnown(String value) {
    assertThat(read("a", "--text", value).find(TEXT)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "-5", "-5.5", "@f", "", "a=b", "'", "*"})
  void aParameterIsWhatIsNoName(String word) {
    assertThat(read(word).get(FIRST)).isEqualTo(word);
  }

  @Test
  void behindTwoDashesStandParametersOnly() {
    Arguments arguments = read("--flag", "--", "--text", "--");

    assertThat(arguments.get(FIRST)).isEqualTo("--text");
    assertThat(arguments.find(SECOND)).contains("--");
    assertThat(arguments.find(TEXT)).isEmpty();
  }

  @Test
  void aNameThatMayStandAloneTakesAValueThatIsNoName() {
    assertThat(read("a", "--where").find(WHERE)).contains("here");
    assertThat(read("--where", "--flag", "a").find(WHERE)).contains("here");
    assertThat(read("--where", "--", "a").find(WHERE)).contains("here");
    assertThat(read("a", "--where", "there").find(WHERE)).contains("there");
    assertThat(read("a", "--where=there").find(WHERE)).contains("there");
  }

  @Test
  void oneParameterMayTakeAllThatFollow() {
    Parameter<String> all = new Parameter<>("ALL", Reader.TEXT, "All.").repeatable();
    Usage usage = Usage.of("Does something.", all, FLAG);

    assertThat(Arguments.of(usage, List.of("a", "--flag", "b", "a")).all(all))
        .containsExactly("a", "b", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                  | Missing required parameter: 'FIRST'",
        "a b c               | Unmatched argument: 'c'",
        "a --bogus           | Unknown option: '--bogus'",
        "a --fla             | Unknown option: '--fla'",
        "a -flag             | Unknown option: '-flag'",
        "a --flag=true       | Unknown option: '--flag=true'",
        "a --text            | Missing required parameter for option '--text' (T)",
        "a --text --flag     | Missing required parameter for option '--text' (T)",
        "a --text --         | Missing required parameter for option '--text' (T)",
        "a --text b --text b | option '--text' (T) should be specified only once",
        "a --flag --flag     | option '--flag' should be specified only once",
        "a --number 1e3      | Invalid value for option '--number' (N): '1e3' is not an int",
        "a --number=         | Invalid value for option '--number' (N): '' is not an int",
        "a --where --bogus   | Unknown option: '--bogus'",
      })
  void whatCannotBeMeantIsNamed(String line, String sentence) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");

    assertThatThrownBy(() -> read(words)).isInstanceOf(UsageException.class).hasMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--bogus --help", "a b c -h", "--number x --help"})
  void whoeverAsksForHelpSaysNothingElse(String line) {
    Arguments arguments = read(line.split(" "));

    assertThat(arguments.has(Flag.HELP)).isTrue();
    assertThat(arguments.find(FIRST)).isEmpty();
  }

  @Test
  void helpBehindTwoDashesIsAParameter() {
    Arguments arguments = read("--", "--help");

    assertThat(arguments.has(Flag.HELP)).isFalse();
    assertThat(arguments.get(FIRST)).isEqualTo("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a --flag b", "a --flag --text c"})
  void ofAChoiceExactlyOneIsSaid(String line) {
    Usage usage = Usage.of("Does something.", FIRST).withOneOf(SECOND, FLAG, TEXT);

    assertThat(Arguments.of(usage, List.of("a", "--flag")).has(FLAG)).isTrue();
    assertThat(Arguments.of(usage, List.of("a", "b")).find(SECOND)).contains("b");
    assertThatThrownBy(() -> Arguments.of(usage, List.of(line.split(" "))))
        .isInstanceOf(UsageException.class)
        .hasMessage("Exactly one of these is required: [SECOND] | --flag | --text=T");
  }
}
