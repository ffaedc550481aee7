package dev.pubsub.server.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelpTest {

  @Test
  void aCommandIsToldWithAllThatItTakes() {
    Parameter<String> topic = new Parameter<>("TOPIC", Reader.TEXT, "A topic.");
    Parameter<String> rest = new Parameter<>("MORE", Reader.TEXT, "More.").optional().repeatable();
    Option<Integer> last =
        new Option<>(
            "--last",
            "N",
            Reader.INTEGER,
            "With the newest of all that is kept, which may be fewer than that many.");
    Flag all = new Flag("--all", "With all.");
    Option<String> where = new Option<>("--at", "PLACE", Reader.TEXT, "A place.").alone("here");
    Usage usage = Usage.of("Shows what is kept.", topic, rest, where).withOneOf(last, all);

    assertThat(Help.of("pubsub show", usage))
        .isEqualTo(
            """
            Usage: pubsub show [OPTIONS] (--last=N | --all) TOPIC [MORE...]
            Shows what is kept.
                  TOPIC          A topic.
                  [MORE...]      More.
                  --all          With all.
                  --at[=PLACE]   A place.
                  --debug        Show the stack trace of a failure.
              -h, --help         Show this help message and exit.
                  --last=N       With the newest of all that is kept, which may be fewer
                                 than that many.
              -V, --version      Print version information and exit.""");
  }

  @Test
  void aGroupIsToldWithItsCommandsInTheirOrder() {
    CommandGroup group =
        new CommandGroup(
            "Works with things.",
            List.of("show", "drop"),
            name ->
                Optional.of(
                    new CommandGroup("To " + name + " one.", List.of(), none -> Optional.empty())));

    assertThat(Help.of("pubsub", group))
        .startsWith("Usage: pubsub [OPTIONS] COMMAND\nWorks with things.\n")
        .endsWith("\nCommands:\n  show   To show one.\n  drop   To drop one.");
  }

  @Test
  void noLineIsLongerThanACommonTerminal() {
    Usage usage =
        Usage.of("Words ".repeat(40).strip(), new Flag("--f", "flag ".repeat(40).strip()));

    assertThat(Help.of("pubsub", usage).lines()).allMatch(line -> line.length() < 80);
  }
}
