package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process, its output in files. Closing it ends it, whatever it does. */
public final class Program implements AutoCloseable {

  public static final Path ROOT = Path.of(System.getProperty("verification.root"));

  private static final String LAUNCHER = ROOT.resolve("pubsub").toString();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** On Linux; elsewhere nothing can be told of what a process ignores. */
  private static final Path SIGNALS = Path.of("/proc/self/status");

  private static final long SIGINT = 1 << 1;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The launcher with a command, on the JDK that runs the tests. */
  static Program pubsub(String... command) {
    return pubsub(Map.of(), command);
  }

  /** The launcher with a command and variables. */
  static Program pubsub(Map<String, String> variables, String... command) {
    List<String> line = new ArrayList<>(List.of(LAUNCHER));
    line.addAll(List.of(command));
    return start(ROOT, variables, line);
  }

  /** Any program in any folder. */
  public static Program start(Path folder, List<String> line) {
    return start(folder, Map.of(), line);
  }

  /** Any program in any folder with variables. */
  public static Program start(Path folder, Map<String, String> variables, List<String> line) {
    try {
      Path out = Files.createTempFile("program", ".out");
      Path err = Files.createTempFile("program", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(heeding(line))
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(Program::wouldConfigureTheServer);
      builder
          .environment()
          .put("JAVACMD", Path.of(System.getProperty("java.home"), "bin", "java").toString());
      builder
          .environment()
          .put("JAVA_OPTS", isOfThisBuild(line) ? StartArchive.OPTIONS : "-Xshare:auto");
      builder.environment().putAll(variables);
      return new Program(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever is started in the background may ignore SIGINT, and so would all that it starts. */
  private static List<String> heeding(List<String> line) throws IOException {
    if (!Files.isReadable(SIGNALS) || (ignoredSignals() & SIGINT) == 0) {
      return line;
    }
    List<String> heeding = new ArrayList<>(List.of("env", "--default-signal=INT"));
    heeding.addAll(line);
    return heeding;
  }

  private static long ignoredSignals() throws IOException {
    return Files.readAllLines(SIGNALS).stream()
        .filter(each -> each.startsWith("SigIgn:"))
        .mapToLong(each -> Long.parseUnsignedLong(each.substring(7).strip(), 16))
        .findFirst()
        .orElseThrow();
  }

  /** What {@code JAVA_OPTS} has here, for who has more to say in it. */
  public static String options() {
    return StartArchive.OPTIONS;
  }

  /** Whether it uses the archive that is made for all tests, and so has to wait for it. */
  private static boolean isOfThisBuild(List<String> line) {
    return List.of(LAUNCHER, "bash").contains(line.get(0)) && !line.contains("rehearse");
  }

  private static boolean wouldConfigureTheServer(String variable) {
    return variable.startsWith("PUBSUB_")
        || List.of("PORT", "PHX_HOST", "MIX_ENV", "JAVA_TOOL_OPTIONS", "JAVA_OPTS")
            .contains(variable);
  }

  /** Writes to its standard input and closes it. */
  Program given(String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Waits until a file of its output contains a text. */
  public Program saying(String text) {
    await()
        .atMost(PATIENCE)
        .until(() -> out().contains(text) || err().contains(text) || !process.isAlive());
    assertThat(out() + err()).contains(text);
    return this;
  }

  /** Waits until it has printed that many lines. */
  List<String> lines(int count) {
    await().atMost(PATIENCE).until(() -> out().lines().count() >= count || !process.isAlive());
    return out().lines().toList();
  }

  /** Its number; that of the server, as the launcher becomes it. */
  long pid() {
    return process.pid();
  }

  /** SIGTERM. */
  public Program told() {
    process.destroy();
    return this;
  }

  /** Any signal. */
  public Program signal(String name) {
    try {
      String pid = Long.toString(process.pid());
      assertThat(new ProcessBuilder("kill", "-s", name, pid).start().waitFor()).isZero();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the end. */
  public int status() {
    return status(PATIENCE);
  }

  /** Waits so long for the end. */
  public int status(Duration patience) {
    try {
      assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
          .as("ended in time, having said: %s%s", out(), err())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public String out() {
    return read(out);
  }

  public String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Files.delete(out);
      Files.delete(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
