package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.TransportContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger's transport: a project of its own, built and tested by Maven against the jars that
 * were made here, dropped into the folder {@code plugins}, and serving.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignPluginIT {

  private static final Path PROJECT =
      Program.ROOT.resolve("pubsub-verification/src/test/foreign-plugin");
  private static final Pattern LINE = Pattern.compile("line +tcp://127\\.0\\.0\\.1:(\\d+)\n");
  private static final Pattern JAVA =
      Pattern.compile("```java\n(package org.example.quiet;.*?class (\\w+).*?)```", Pattern.DOTALL);
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Map<String, String> ANY_PORT = Map.of("PUBSUB_PLUGIN_LINE_PORT", "0");

  private Path temp = Path.of("");

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    temp = folder;
    Outside outside = new Outside(temp);
    String version = outside.install("pubsub-api", Plugin.class);
    outside.install("pubsub-core", PubSub.class);
    outside.install("pubsub-testkit", TransportContract.class);
    outside.installPom("pubsub-parent", version, Program.ROOT.resolve("pom.xml"));
    outside.installPom("pubsub-bom", version, Program.ROOT.resolve("pubsub-bom/pom.xml"));
    Path project = outside.bring(PROJECT);
    bringTheExampleOfTheTestkit(project);

    try (Program maven =
        outside.maven(project, List.of("package", "-Ddev.pubsub.version=" + version))) {
      assertThat(maven.status(LONG)).as(maven.out() + maven.err()).isZero();
      assertThat(maven.out())
          .containsPattern("Tests run: \\d\\d, Failures: 0, Errors: 0, Skipped: 0")
          .containsPattern("Tests run: \\d+, .* in org.example.quiet.QuietRoomsTest");
    }
    String jar = "line-plugin-1.0.jar";
    Files.copy(
        project.resolve("target").resolve(jar), Files.createDirectory(plugins()).resolve(jar));
  }

  /** The classes of docs/testkit.md, each in its place. */
  private static void bringTheExampleOfTheTestkit(Path project) throws IOException {
    String page = Files.readString(Program.ROOT.resolve("docs/testkit.md"));
    List<MatchResult> classes = JAVA.matcher(page).results().toList();
    assertThat(classes).hasSize(2);
    for (MatchResult found : classes) {
      String name = found.group(2);
      Path folder = project.resolve(name.endsWith("Test") ? "src/test/java" : "src/main/java");
      Path file = folder.resolve("org/example/quiet").resolve(name + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, found.group(1));
    }
  }

  private Path plugins() {
    return temp.resolve("plugins");
  }

  @Test
  void itServesBesideTheTransportOfTheHouse() throws Exception {
    try (RunningServer server = new RunningServer(temp, ANY_PORT);
        Program sub = server.client("sub", "room:*").saying("subscribed");
        Line line = new Line(server)) {
      line.say("PUB room:1 hello from afar");
      assertThat(sub.lines(1)).containsExactly("hello from afar");

      line.say("SUB room:2");
      assertThat(line.next()).isEqualTo("OK");
      try (Program pub = server.client("pub", "room:2", "hello back")) {
        assertThat(pub.status()).isZero();
      }
      assertThat(line.next()).isEqualTo("MSG room:2 hello back");

      HttpRequest figures = HttpRequest.newBuilder(URI.create(server.url() + "/line")).build();
      assertThat(HttpClient.newHttpClient().send(figures, BodyHandlers.ofString()).body())
          .isEqualTo("{\"clients\":1}");

      assertThat(server.program().told().status()).isZero();
      assertThat(server.program().err())
          .contains(
              "Plugin 'line' 1.0 (line-plugin-1.0.jar) brings 1 transport, 1 endpoint, started in ");
    }
  }

  @Test
  void aSettingNamesAnotherFolder(@TempDir Path elsewhere) throws IOException {
    Map<String, String> variables =
        Map.of("PUBSUB_PLUGINS_DIR", plugins().toString(), "PUBSUB_PLUGIN_LINE_PORT", "0");
    try (RunningServer server = new RunningServer(elsewhere, variables);
        Line line = new Line(server)) {
      line.say("SUB room:1");
      assertThat(line.next()).isEqualTo("OK");
    }
  }

  @Test
  void aBrokenJarIsRefusedByItsName(@TempDir Path elsewhere) throws IOException {
    Path broken = Files.createDirectory(elsewhere.resolve("plugins")).resolve("broken.jar");
    Files.writeString(broken, "this is no jar");
    List<String> serve = List.of(Program.ROOT.resolve("pubsub").toString(), "serve", "--port", "0");
    try (Program server = Program.start(elsewhere, serve)) {
      assertThat(server.status()).isEqualTo(1);
      assertThat(server.out()).isEmpty();
      assertThat(server.err())
          .startsWith("BAD_PLUGIN: plugins/broken.jar cannot be read")
          .hasLineCount(1);
    }
  }

  /** A client that speaks the stranger's protocol. */
  private static final class Line implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    Line(RunningServer server) throws IOException {
      Matcher matcher = LINE.matcher(server.program().out());
      assertThat(matcher.find()).as(server.program().out()).isTrue();
      socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(matcher.group(1)));
      socket.setSoTimeout(30_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String next() throws IOException {
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
