package dev.pubsub.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that ends with this one. */
final class Child implements Closeable {

  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final BufferedReader printed;

  /** Starts it. */
  Child(ProcessBuilder command) throws IOException {
    process = command.redirectErrorStream(true).start();
    printed =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /** Starts a JVM like this one with another main class. */
  static Child jvm(Class<?> main, String... args) throws IOException {
    return jvm(List.of(), main, args);
  }

  /** Starts one with flags of its own, too. */
  static Child jvm(List<String> flags, Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return new Child(new ProcessBuilder(command));
  }

  /** Waits until it prints a line with this in it, and returns what follows there. */
  String line(String sign) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      int at = line.indexOf(sign);
      if (at >= 0) {
        return line.substring(at + sign.length()).strip();
      }
      before.append(line).append(System.lineSeparator());
    }
    throw new EOFException("a process ended too early; it printed: " + before);
  }

  /** Tells it something. */
  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Tells it that no more will come, which ends one that reads. */
  void finish() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
