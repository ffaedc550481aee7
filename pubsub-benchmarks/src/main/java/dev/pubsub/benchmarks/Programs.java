package dev.pubsub.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which programs of others can be run here. */
public final class Programs {

  private Programs() {}

  /** Whether there is a program of this name on the PATH; if not, a sentence says who is missed. */
  public static boolean has(String name, String rival) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (!there) {
      System.out.printf("%s is left out: there is no %s on the PATH.%n%n", rival, name);
    }
    return there;
  }
}
