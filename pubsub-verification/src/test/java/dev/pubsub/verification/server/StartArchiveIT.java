package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** In an installation of its own, whose archive nobody else makes or takes away. */
@TestInstance(Lifecycle.PER_CLASS)
class StartArchiveIT {

  private static final Path DIST = Path.of("pubsub-server", "target", "dist");
  private static final Map<String, String> PLAIN = Map.of("JAVA_OPTS", "");
  private static final Map<String, String> TELL_CLASSES = Map.of("JAVA_OPTS", "-Xlog:class+load");
  private static final String FROM_ARCHIVE =
      "dev.pubsub.server.CommandLines source: shared objects file";

  /** A rehearsal steps back behind everything else that the machine does. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Path home = Path.of("");

  @BeforeAll
  void theFirstStart(@TempDir Path folder) throws IOException {
    home = folder;
    Path lib = Files.createDirectories(home.resolve(DIST).resolve("lib"));
    Files.copy(Program.ROOT.resolve("pubsub"), home.resolve("pubsub"));
    for (Path jar : list(Program.ROOT.resolve(DIST).resolve("lib"))) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    start(PLAIN);
    awaitArchive();
  }

  @Test
  void theSecondStartUsesWhatTheFirstLeft() {
    assertThat(start(TELL_CLASSES)).contains(FROM_ARCHIVE);
  }

  @Test
  void whoeverHasAWordOnSharingHasHisWay() {
    assertThat(start(Map.of("JAVA_OPTS", "-Xlog:class+load -Xshare:auto")))
        .doesNotContain(FROM_ARCHIVE);
  }

  @Test
  void anArchiveThatIsBrokenStopsNothing() throws IOException {
    Path archive = archives().get(0);
    byte[] whole = Files.readAllBytes(archive);
    FileTime made = Files.getLastModifiedTime(archive);
    Files.delete(archive);
    try {
      for (byte[] broken :
          List.of("no archive".getBytes(StandardCharsets.UTF_8), new byte[1 << 20])) {
        Files.write(archive, broken);
        assertThat(start(PLAIN)).startsWith("pubsub ").hasLineCount(1);
      }
    } finally {
      Files.write(archive, whole);
      Files.setLastModifiedTime(archive, made);
    }
  }

  @Test
  void theDoctorSeesWhetherItFits() throws IOException {
    assertThat(doctor(PLAIN)).contains("\nok       archive   starts are made from an archive");
    assertThat(doctor(Map.of("JAVA_OPTS", "-Xshare:auto"))).contains("\nskipped  archive ");

    Path archive = archives().get(0);
    byte[] whole = Files.readAllBytes(archive);
    FileTime made = Files.getLastModifiedTime(archive);
    try {
      Files.write(archive, new byte[1 << 20]);
      assertThat(doctor(PLAIN))
          .contains("\nwarning  archive   the archive for starts does not fit");
    } finally {
      Files.write(archive, whole);
      Files.setLastModifiedTime(archive, made);
    }
  }

  private String doctor(Map<String, String> variables) {
    List<String> line = List.of(home.resolve("pubsub").toString(), "doctor", "--port", "0");
    try (Program program = Program.start(home, variables, line)) {
      assertThat(program.status()).as(program.err()).isZero();
      return "\n" + program.out();
    }
  }

  @Test
  void jarsThatChangedGetANewOne() throws IOException {
    Path archive = archives().get(0);
    FileTime old = Files.getLastModifiedTime(archive);
    Path jar = list(home.resolve(DIST).resolve("lib")).get(0);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(old.toMillis() + 1000));

    assertThat(start(TELL_CLASSES)).doesNotContain(FROM_ARCHIVE);
    await().atMost(PATIENCE).until(() -> !Files.getLastModifiedTime(archive).equals(old));
    awaitArchive();
    assertThat(start(TELL_CLASSES)).contains(FROM_ARCHIVE);
  }

  /** What one short command says; nothing of it may be on standard error. */
  private String start(Map<String, String> variables) {
    List<String> line = List.of(home.resolve("pubsub").toString(), "--version");
    try (Program program = Program.start(home, variables, line)) {
      assertThat(program.status()).isZero();
      assertThat(program.err()).isEmpty();
      return program.out();
    }
  }

  /** Until there is one, and nothing of its making beside it. */
  private void awaitArchive() {
    await().atMost(PATIENCE).until(() -> archives().size() == 1);
    assertThat(archives().get(0)).isNotEmptyFile();
  }

  private List<Path> archives() {
    Path start = home.resolve(DIST).resolve("start");
    List<Path> all = Files.isDirectory(start) ? list(start) : List.of();
    return all.size() == 1 && Files.isRegularFile(all.get(0)) && !isLock(all.get(0))
        ? all
        : List.of();
  }

  private static boolean isLock(Path file) {
    return file.toString().endsWith(".lock");
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
