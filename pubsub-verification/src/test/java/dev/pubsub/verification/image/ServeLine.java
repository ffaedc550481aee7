package dev.pubsub.verification.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.verification.server.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container runs, asked of the launcher itself.
 *
 * @param words of the command, {@code serve} first
 * @param variables that it is given
 */
record ServeLine(List<String> words, Map<String, String> variables) {

  private static final String OURS = "PUBSUB_";

  /**
   * The settings that it comes to, by key, once every flag was understood and every variable of
   * ours is that of a setting; others are ignored, so a wrong name would go unnoticed.
   */
  Map<String, String> settings() {
    assertThat(words).first().isEqualTo("serve");
    List<String> line = new ArrayList<>(List.of(Program.ROOT.resolve("pubsub").toString()));
    line.addAll(words);
    line.add("--print-config");
    Map<String, String> given = new TreeMap<>(variables);
    given.merge("JAVA_OPTS", Program.options(), (theirs, ours) -> theirs + " " + ours);
    try (Program program = Program.start(Program.ROOT, given, line)) {
      assertThat(program.status()).as(program::err).isZero();
      List<String> shown = program.out().lines().toList();
      variables.keySet().stream()
          .filter(name -> name.startsWith(OURS))
          .forEach(
              name ->
                  assertThat(shown)
                      .as("a setting that is called %s", name)
                      .anyMatch(each -> each.endsWith("# environment " + name)));
      Map<String, String> settings = new TreeMap<>();
      shown.forEach(each -> settings.put(each.split(": ", 2)[0], value(each.split(": ", 2)[1])));
      return settings;
    }
  }

  private static String value(String shown) {
    return shown.substring(0, shown.lastIndexOf('#')).strip().replace("\"", "");
  }
}
