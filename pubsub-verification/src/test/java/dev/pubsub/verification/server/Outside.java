package dev.pubsub.verification.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder outside the reactor in which Maven finds what the reactor has made as if it had been
 * installed, and everything else where the build that runs this has it: nothing comes over a
 * network, and nothing is left behind.
 */
final class Outside {

  private static final String SETTINGS =
      """
      <settings>
        <localRepository>%1$s</localRepository>
        <profiles>
          <profile>
            <id>here</id>
            <repositories>
              <repository>
                <id>central</id>
                <url>%2$s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
              </repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository>
                <id>central</id>
                <url>%2$s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
              </pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
      </settings>
      """;

  private final Path folder;
  private final Path repository;

  Outside(Path folder) throws IOException {
    this.folder = folder;
    this.repository = folder.resolve("repository");
    URI here = Path.of(System.getProperty("verification.repository")).toUri();
    Files.writeString(folder.resolve("settings.xml"), SETTINGS.formatted(repository, here));
  }

  /** Makes a module known by the jar that a class of it was loaded from; returns its version. */
  String install(String module, Class<?> type) throws IOException {
    Path jar = Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation() + ""));
    String name = jar.getFileName().toString();
    String version = name.substring(module.length() + 1, name.length() - ".jar".length());
    installPom(module, version, Program.ROOT.resolve(module).resolve("pom.xml"));
    put(jar, module, version, ".jar");
    return version;
  }

  void installPom(String artifact, String version, Path pom) throws IOException {
    put(pom, artifact, version, ".pom");
  }

  private void put(Path file, String artifact, String version, String ending) throws IOException {
    Path home = repository.resolve("dev/pubsub").resolve(artifact).resolve(version);
    Files.createDirectories(home);
    Files.copy(file, home.resolve(artifact + "-" + version + ending));
  }

  /** Copies a project here; returns its new folder. */
  Path bring(Path project) throws IOException {
    Path copy = folder.resolve(project.getFileName());
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(project.relativize(file).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy;
  }

  /** Runs Maven in a project. */
  Program maven(Path project, List<String> arguments) {
    Path maven = Path.of(System.getProperty("verification.maven"), "bin", "mvn");
    Stream<String> line =
        Stream.of(maven.toString(), "-B", "-ntp", "-s", folder.resolve("settings.xml").toString());
    String options = System.getenv().getOrDefault("MAVEN_OPTS", "") + " -XX:TieredStopAtLevel=1";
    Map<String, String> variables = Map.of("MAVEN_OPTS", options);
    return Program.start(project, variables, Stream.concat(line, arguments.stream()).toList());
  }
}
