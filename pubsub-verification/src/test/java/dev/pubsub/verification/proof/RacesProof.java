package dev.pubsub.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes {@code *Stress} in the rooms of the engine, which jcstress runs in JVMs of its own.
 */
class RacesProof {

  private static final long LONG_MINUTES = 30;

  @Test
  void noInterleavingBreaksAQueueATakeoverAMailboxAReceiptOrTheTree(@TempDir Path folder)
      throws Exception {
    String mode = Long.getLong("proof.minutes", 5) < LONG_MINUTES ? "sanity" : "quick";
    Process jcstress =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-m",
                mode)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(jcstress.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(jcstress.waitFor()).as(said).isZero();
    assertThat(said).contains("Failed tests: No matches").doesNotContain("(Results: 0 planned");
  }
}
