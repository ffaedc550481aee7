package dev.pubsub.verification.image;

import dev.pubsub.verification.image.Dockerfile.Instruction;
import dev.pubsub.verification.image.Dockerfile.Stage;
import dev.pubsub.verification.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Dockerfile says of running, and programs run as it says.
 *
 * @param root the folder with the files of the image
 * @param stage the last stage
 */
record Image(Path root, Stage stage) {

  private static final Pattern NOT_ROOT = Pattern.compile("[1-9]\\d*:[1-9]\\d*");

  /** Refuses what no image of ours may say. */
  Image {
    String user = stage.only("USER").rest();
    if (!NOT_ROOT.matcher(user).matches()) {
      throw new WrongImage("USER must be two numbers, and not root: " + user);
    }
    String signal = stage.only("STOPSIGNAL").rest();
    if (!signal.equals("SIGTERM")) {
      throw new WrongImage("STOPSIGNAL must be what the server drains at: " + signal);
    }
    stage.only("ENTRYPOINT").exec();
    stage.only("CMD").exec();
    health(stage);
  }

  /** What runs the server. */
  List<String> command() {
    return Stream.of("ENTRYPOINT", "CMD")
        .flatMap(each -> stage.only(each).exec().stream())
        .toList();
  }

  /** What asks for its health. */
  List<String> health() {
    return health(stage);
  }

  private static List<String> health(Stage stage) {
    Instruction check = stage.only("HEALTHCHECK");
    if (!check.rest().startsWith("CMD ")) {
      throw new WrongImage("HEALTHCHECK must have a CMD: " + check.rest());
    }
    return new Instruction(check.keyword(), List.of(), check.rest().substring(4)).exec();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (Instruction each : stage.all("ENV")) {
      for (String word : each.words()) {
        String[] parts = word.split("=", 2);
        environment.put(parts[0], parts[1]);
      }
    }
    return environment;
  }

  /** The words of a program, run as the image has it, but with variables of one's own. */
  Program run(Map<String, String> variables, List<String> words) throws IOException {
    Map<String, String> all = new TreeMap<>(environment());
    all.put("HOME", "/");
    all.put("JAVA_OPTS", "");
    all.putAll(variables);
    List<String> line = new ArrayList<>(becomingItsUser());
    line.addAll(words);
    return Program.start(folder(), all, line);
  }

  Path folder() {
    return Layout.inside(root, Path.of(stage.only("WORKDIR").rest()));
  }

  /**
   * What makes the following words run as the user of the image, without any capability; nothing
   * where this process may not do that, or where that user could not reach the JDK or the folder.
   */
  List<String> becomingItsUser() throws IOException {
    String[] user = stage.only("USER").rest().split(":");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (Files.notExists(Path.of("/usr/bin/setpriv"))) {
      return List.of();
    }
    List<String> become =
        List.of(
            "/usr/bin/setpriv",
            "--reuid=" + user[0],
            "--regid=" + user[1],
            "--clear-groups",
            "--bounding-set=-all",
            "--no-new-privs");
    List<String> probe = new ArrayList<>(become);
    probe.addAll(List.of("test", "-x", java.toString(), "-a", "-r", folder().toString()));
    try (Program tried = Program.start(root, probe)) {
      return tried.status() == 0 ? become : List.of();
    }
  }
}
