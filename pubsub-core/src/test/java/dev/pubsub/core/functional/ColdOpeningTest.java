package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What a JVM need not load that opens an assembly first thing, where it would take long. */
class ColdOpeningTest {

  @TempDir Path directory;

  @Test
  void noRecordIsComparedAndNothingFormattedUntilAFirstSignalIsThereAndAllIsClosed()
      throws Exception {
    Path log = directory.resolve("loaded");
    String classPath =
        Stream.of(Bus.class, PubSub.class, Logger.class, ColdOpeningTest.class)
            .map(ColdOpeningTest::place)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + log,
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            classPath,
            Program.class.getName());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains(" dev.pubsub.core.PubSub "))
        .noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "))
        .noneMatch(line -> line.contains(" java.util.Formatter "));
  }

  private static String place(Class<?> of) {
    return Path.of(URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /** Opens all presets and delivers one signal. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) throws InterruptedException {
      CountDownLatch delivered = new CountDownLatch(1);
      try (PubSub pubsub = PubSub.builder().discover(false).set("pubsub.presets", "true").open()) {
        pubsub.bus().subscribe("t", delivery -> delivered.countDown());
        pubsub.bus().publish("t", "x");
        delivered.await();
      }
    }
  }
}
