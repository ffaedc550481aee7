package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileIT {

  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> TELL_CLASSES =
      Map.of("JAVA_OPTS", "-Xshare:auto -Xlog:class+load");

  @TempDir private Path folder = Path.of("");

  @Test
  void theExampleOfThePageStartsAServerWithItsBuses() throws IOException {
    Matcher example = YAML.matcher(Files.readString(Program.ROOT.resolve("docs/configuration.md")));
    assertThat(example.find()).isTrue();
    write("pubsub.yaml", example.group(1));

    try (RunningServer server = new RunningServer(folder, Map.of());
        Program audit = server.client("pub", "undeclared", "hello", "--bus", "audit");
        Program orders = server.client("pub", "undeclared", "hello", "--bus", "orders")) {
      assertThat(server.program().err())
          .contains("Settings are read from pubsub.yaml in this folder");
      assertThat(audit.status()).isEqualTo(1);
      assertThat(audit.err()).contains("TOPIC_NOT_FOUND");
      assertThat(orders.status()).isZero();
    }
  }

  @Test
  void everySourceHasItsRank() throws IOException {
    write(
        "conf/bus.yaml",
        """
        capacity: 1
        soft-limit: 2
        lanes: 3
        lane.capacity: 4444
        topics.max: 5
        plugin.ws: {host: 127.0.0.6, port: 1, origins: //file}
        """);
    Map<String, String> variables =
        Map.of(
            "JAVA_OPTS", "-Dpubsub.capacity=11",
            "PUBSUB_CAPACITY", "12",
            "PUBSUB_SOFT_LIMIT", "13",
            "PUBSUB_PLUGIN_WS_PORT", "14",
            "PORT", "15",
            "PHX_HOST", "phoenix",
            "PUBSUB_PLUGIN_WS_HOST", "127.0.0.7");
    try (Program shown =
        pubsub(variables, "serve", "--print-config", "--config", "conf/bus.yaml", "--port", "16")) {
      assertThat(shown.status()).isZero();
      assertThat(shown.out().lines().map(line -> line.replaceAll(" +#", " #")))
          .contains(
              "pubsub.capacity: 11 # system property",
              "pubsub.soft-limit: 13 # environment PUBSUB_SOFT_LIMIT",
              "pubsub.lanes: 3 # conf/bus.yaml:3",
              "pubsub.plugin.ws.host: 127.0.0.7 # environment PUBSUB_PLUGIN_WS_HOST",
              "pubsub.plugin.ws.port: 16 # flag --port",
              "pubsub.plugin.ws.origins: \"//phoenix\" # environment PHX_HOST",
              "pubsub.overflow: drop-newest # default");
    }
  }

  @Test
  void allProblemsAreToldInOneLineAndNothingIsStarted() throws IOException {
    write("pubsub.yaml", "capactiy: 5\nlanes: many\nlanes: 4\n");
    try (Program serve = pubsub(Map.of(), "serve", "--port", "0")) {
      assertThat(serve.status()).isEqualTo(1);
      assertThat(serve.out()).isEmpty();
      assertThat(serve.err().lines().filter(line -> line.startsWith("BAD_SETTINGS: ")))
          .containsExactly(
              "BAD_SETTINGS: pubsub.yaml:3: pubsub.lanes is given twice, first at pubsub.yaml:2;"
                  + " pubsub.yaml:1: unknown setting pubsub.capactiy, did you mean pubsub.capacity?;"
                  + " pubsub.yaml:2: pubsub.lanes: 'many' is not a whole number from 0 to 64");
    }
  }

  @Test
  void theFolderOfPluginsIsTheOneBesideTheFile() throws IOException {
    write("plugins/here.jar", "this is no jar");
    write("conf/plugins/there.jar", "this is no jar");
    write("conf/bus.yaml", "");
    try (Program serve = pubsub(Map.of(), "serve", "--port", "0", "--config", "conf/bus.yaml")) {
      assertThat(serve.status()).isEqualTo(1);
      assertThat(serve.err()).startsWith("BAD_PLUGIN: conf/plugins/there.jar").hasLineCount(1);
    }
    write("conf/bus.yaml", "plugins: {dir: plugins}");
    try (Program serve = pubsub(Map.of(), "serve", "--port", "0", "--config", "conf/bus.yaml")) {
      assertThat(serve.status()).isEqualTo(1);
      assertThat(serve.err()).startsWith("BAD_PLUGIN: plugins/here.jar").hasLineCount(1);
    }
  }

  @Test
  void withoutAFileNothingOfYamlIsLoaded() throws IOException {
    assertThat(loadedClasses())
        .anyMatch(line -> line.contains("ServerSettings "))
        .noneMatch(SettingsFileIT::isOfYaml);
    write("pubsub.yaml", "capacity: 5");
    assertThat(loadedClasses()).anyMatch(SettingsFileIT::isOfYaml);
  }

  private List<String> loadedClasses() {
    try (RunningServer server = new RunningServer(folder, TELL_CLASSES)) {
      return server.program().out().lines().toList();
    }
  }

  private static boolean isOfYaml(String line) {
    return line.contains("org.yaml.snakeyaml") || line.contains("jackson.dataformat.yaml");
  }

  private Program pubsub(Map<String, String> variables, String... command) {
    return Program.start(
        folder,
        variables,
        Stream.concat(Stream.of(Program.ROOT.resolve("pubsub").toString()), Stream.of(command))
            .toList());
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
