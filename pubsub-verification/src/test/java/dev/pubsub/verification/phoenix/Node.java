package dev.pubsub.verification.phoenix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the scripts of {@code src/test/js}. */
public final class Node {

  private static final Path FOLDER =
      Path.of(System.getProperty("verification.root"), "pubsub-verification", "src/test/js");
  private static final int PATIENCE_MINUTES = 3;

  private Node() {}

  /**
   * Installs the clients; whoever lacks Node is told so and the test is skipped.
   *
   * @throws IOException when npm cannot be run
   * @throws InterruptedException when it is not waited for
   */
  public static void prepare() throws IOException, InterruptedException {
    for (String command : List.of("node", "npm")) {
      assumeTrue(isOnPath(command), "this test needs " + command + ", which is not on the PATH");
    }
    // Tests of several processes may need it at once.
    try (FileChannel file = FileChannel.open(FOLDER.resolve("package-lock.json"), WRITE);
        FileLock alone = file.lock()) {
      assertThat(alone.isValid()).isTrue();
      if (isInstalled()) {
        return;
      }
      Process npm = command("npm", "ci", "--prefer-offline").redirectErrorStream(true).start();
      String said = new String(npm.getInputStream().readAllBytes(), UTF_8);
      assertThat(npm.waitFor()).as("npm ci: %s", said).isZero();
    }
  }

  /** npm writes a lock file of its own after it has installed everything. */
  private static boolean isInstalled() throws IOException {
    Path installed = FOLDER.resolve("node_modules/.package-lock.json");
    return Files.exists(installed)
        && Files.getLastModifiedTime(installed)
                .compareTo(Files.getLastModifiedTime(FOLDER.resolve("package-lock.json")))
            > 0;
  }

  /**
   * Runs a script to its end.
   *
   * @param script the name of its file
   * @param argument its argument
   * @param services what it may ask for
   * @return a line for each of its cases, {@code ok NAME} or {@code failed NAME: WHY}
   * @throws IOException when Node cannot be run
   * @throws InterruptedException when it is not waited for
   */
  public static List<String> run(String script, String argument, Map<String, Runnable> services)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("node", ".err");
    Process node = command("node", script, argument).redirectError(errors.toFile()).start();
    CompletableFuture<Process> deadline =
        node.onExit().orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES);
    deadline.exceptionally(
        late -> {
          node.destroyForcibly();
          return node;
        });
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = node.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("ask ")) {
          services.get(line.substring("ask ".length())).run();
          node.outputWriter(UTF_8).append("done\n").flush();
        } else {
          lines.add(line);
        }
      }
    }
    assertThat(node.waitFor()).as("%s: %s %s", script, lines, Files.readString(errors)).isZero();
    Files.delete(errors);
    return lines;
  }

  private static ProcessBuilder command(String... command) {
    return new ProcessBuilder(command).directory(FOLDER.toFile());
  }

  private static boolean isOnPath(String command) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
