package dev.pubsub.verification.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pubsub.verification.server.FreePorts;
import dev.pubsub.verification.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lays the image out in a folder, runs the server in it as the Dockerfile says, and asks for its
 * health as it says. With {@code -Dimage.build=true} Maven builds what goes in, as it does there;
 * otherwise that is what this build has made.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageIT {

  private static final Path DIST = Path.of("pubsub-server", "target", "dist", "lib");
  private static final Duration LONG = Duration.ofMinutes(5);

  private Image image;

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    // The user of the image is another one.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Dockerfile dockerfile = Dockerfile.parse(dockerfile());
    image =
        new Image(new Layout(Program.ROOT, folder).make(dockerfile, this::run), dockerfile.last());
    for (Path dir : files().stream().filter(Files::isDirectory).toList()) {
      Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
  }

  private static String dockerfile() throws IOException {
    return Files.readString(Program.ROOT.resolve("Dockerfile"));
  }

  private void run(String command, Path work) throws IOException {
    if (!command.startsWith("mvn ") || Boolean.getBoolean("image.build")) {
      try (Program program =
          Program.start(work, Map.of("JAVA_OPTS", ""), List.of("sh", "-c", command))) {
        assertThat(program.status(LONG)).as(program.out() + program.err()).isZero();
      }
    } else {
      takeWhatIsBuilt(command, work);
    }
  }

  /** As if Maven had run, and our own commands, too. */
  private void takeWhatIsBuilt(String command, Path work) throws IOException {
    if (command.startsWith("mvn ")) {
      Path lib = Files.createDirectories(work.resolve(DIST));
      try (Stream<Path> jars = Files.list(Program.ROOT.resolve(DIST))) {
        for (Path jar : jars.filter(file -> !file.toString().endsWith("-sources.jar")).toList()) {
          Files.copy(jar, lib.resolve(jar.getFileName()));
        }
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(image.folder())) {
      return files.sorted().toList();
    }
  }

  @Test
  void itServesAsItIsWritten() throws IOException {
    List<Path> before = files();

    serves(image);

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void allOfThisIsRunAsTheUserOfTheImage() throws IOException {
    assumeThat(image.becomingItsUser())
        .as("needs root and setpriv, or else all of this is run as oneself")
        .isNotEmpty();
    try (Program id = image.run(Map.of(), List.of("id", "-u"))) {
      assertThat(id.status()).isZero();
      assertThat(id.out()).isEqualTo("10001\n");
    }
  }

  /** Serves, is healthy while it does and only then, carries a message, and ends well. */
  private static void serves(Image image) throws IOException {
    String port = Integer.toString(FreePorts.from());
    // Containers listen on all interfaces; tests do not.
    Map<String, String> variables = Map.of("PUBSUB_PLUGIN_WS_HOST", "127.0.0.1", "PORT", port);
    assertThat(exit(image, variables, image.health()))
        .as("health where nothing serves")
        .isEqualTo(1);
    try (Program server = image.run(variables, image.command()).saying("ready");
        Program sub =
            image.run(variables, pubsub("sub", "room:*", "--port", port)).saying("subscribed")) {
      assertThat(exit(image, variables, image.health())).as("health").isZero();
      assertThat(exit(image, variables, pubsub("pub", "room:1", "hello", "--port", port))).isZero();
      sub.saying("hello");

      assertThat(server.told().status()).as(server.err()).isZero();
      assertThat(sub.status()).isEqualTo(1);
      assertThat(sub.err()).contains("the server is shutting down (1012)");
      assertThat(server.err()).doesNotContain("ERROR", "Exception", "warning");
    }
  }

  private static int exit(Image image, Map<String, String> variables, List<String> words)
      throws IOException {
    try (Program program = image.run(variables, words)) {
      return program.status();
    }
  }

  private static List<String> pubsub(String... words) {
    List<String> line = new ArrayList<>(List.of("./pubsub"));
    line.addAll(List.of(words));
    return line;
  }

  @Test
  void itStartsFromTheArchiveThatWasMadeWithIt() throws IOException {
    try (Program version =
        image.run(Map.of("JAVA_OPTS", "-Xlog:class+load"), pubsub("--version"))) {
      assertThat(version.status()).isZero();
      assertThat(version.out())
          .contains("dev.pubsub.server.CommandLines source: shared objects file");
    }
  }

  @Test
  void itIsReachedThroughThePortThatItExposes() {
    assertThat(image.environment()).containsEntry("PUBSUB_PLUGIN_WS_HOST", "0.0.0.0");
    assertThat(image.stage().only("EXPOSE").rest()).isEqualTo("4000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENTRYPOINT ["./pubsub"] | ENTRYPOINT ./pubsub        | ENTRYPOINT is no list of words
          CMD ["serve"]           | CMD serve                  | CMD is no list of words
          USER 10001:10001        | USER root                  | and not root
          USER 10001:10001        | USER 0:0                   | and not root
          'USER 10001:10001\n'    | ''                         | has no USER
          STOPSIGNAL SIGTERM      | STOPSIGNAL SIGKILL         | STOPSIGNAL must be
          CMD ["sh"               | NONE ["sh"                 | HEALTHCHECK must have a CMD
          """)
  void whatMayNotBeSaidIsRefused(String good, String bad, String sentence) throws IOException {
    Dockerfile broken = broken(good.replace("\\n", "\n"), bad);

    assertThatExceptionOfType(WrongImage.class)
        .isThrownBy(() -> new Image(image.root(), broken.last()))
        .withMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /src/pubsub ./     | /src/bubsup ./ | COPY names what is not there: /src/bubsup
          --from=build       | --from=bild    | COPY takes from a stage that is not there
          RUN ./pubsub       | RUN adduser    | RUN of a command that is not known
          EXPOSE 4000        | ONBUILD 4000   | ONBUILD is not known
          """)
  void whatCannotBeBuiltIsRefused(String good, String bad, String sentence, @TempDir Path folder)
      throws IOException {
    Dockerfile broken = broken(good, bad);
    assertThatExceptionOfType(WrongImage.class)
        .isThrownBy(() -> new Layout(Program.ROOT, folder).make(broken, this::takeWhatIsBuilt))
        .withMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"pubsub health,pubsub wealth", "health --port,health --port 1; :"})
  void aHealthCommandThatIsWrongIsFound(String good, String bad) throws IOException {
    Image broken = new Image(image.root(), broken(good, bad).last());

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> serves(broken))
        .withMessageContaining("health");
  }

  private static Dockerfile broken(String good, String bad) throws IOException {
    assertThat(dockerfile()).contains(good);
    return Dockerfile.parse(dockerfile().replace(good, bad));
  }
}
