package dev.pubsub.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes {@code *Stress} in the rooms of the engine, which jcstress runs in JVMs of its own.
 */
class RacesProof {

  private static final long LONG_MINUTES = 30;
  private static final long MILLIS_EACH_PER_MINUTE = 150;

  @Test
  void noInterleavingBreaksAQueueATakeoverAMailboxAReceiptAGroupOrTheTree(@TempDir Path folder)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(howLong(Long.getLong("proof.minutes", 5)));
    Process jcstress =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(jcstress.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(jcstress.waitFor()).as(said).isZero();
    assertThat(said).contains("Failed tests: No matches").doesNotContain("(Results: 0 planned");
  }

  /**
   * In a short time a test finds more when it runs a hundred thousand times in one JVM than when it
   * runs four times in each of the many that differ in how they compile.
   */
  private static List<String> howLong(long minutes) {
    String millis = Long.toString(minutes * MILLIS_EACH_PER_MINUTE);
    return minutes < LONG_MINUTES
        ? List.of(
            "-m",
            "sanity",
            "-sc",
            "false",
            "-jvmArgs",
            "-Xmx256m", //
            "-strideSize",
            "64",
            "-strideCount",
            "16",
            "-time",
            millis)
        : List.of("-m", "quick");
  }
}
