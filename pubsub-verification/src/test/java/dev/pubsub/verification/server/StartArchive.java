package dev.pubsub.verification.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the launcher makes to start faster, made once for all tests before the first of them, so
 * that none of them waits for it and none is disturbed by its making.
 */
final class StartArchive {

  private static final Path DIST = Program.ROOT.resolve(Path.of("pubsub-server", "target", "dist"));

  /**
   * Options for the launcher: nothing about the archive, which it finds fresh, but that the JVM has
   * the first of its compilers only. What the second one makes would hardly be used before the end.
   */
  static final String OPTIONS = options();

  private StartArchive() {}

  private static String options() {
    Path made = DIST.resolve("start.made");
    // Tests of several processes need it at once.
    try (FileChannel file = FileChannel.open(DIST.resolve("start.lock"), CREATE, WRITE);
        FileLock alone = file.lock()) {
      assertThat(alone.isValid()).isTrue();
      String now = System.getProperty("java.home") + " " + newestJar();
      if (!Files.exists(made) || !Files.readString(made).equals(now)) {
        rehearse();
        Files.writeString(made, now);
      }
      return "-XX:TieredStopAtLevel=1";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long newestJar() throws IOException {
    try (Stream<Path> jars = Files.list(DIST.resolve("lib"))) {
      return jars.mapToLong(jar -> jar.toFile().lastModified()).max().orElseThrow();
    }
  }

  private static void rehearse() {
    List<String> line = List.of(Program.ROOT.resolve("pubsub").toString(), "rehearse");
    try (Program program = Program.start(Program.ROOT, Map.of("JAVA_OPTS", ""), line)) {
      assertThat(program.status(Duration.ofMinutes(2))).as(program.err()).isZero();
    }
  }
}
