package dev.pubsub.verification.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the build has made: the jars on the class path, and the test classes beside them. */
final class Built {

  /** The root package of each module, and how many classes it has at least. */
  static final Map<String, Integer> MODULES =
      Map.ofEntries(
          Map.entry("dev.pubsub", 35),
          Map.entry("dev.pubsub.agents", 12),
          Map.entry("dev.pubsub.cluster", 20),
          Map.entry("dev.pubsub.core", 50),
          Map.entry("dev.pubsub.guice", 2),
          Map.entry("dev.pubsub.json", 2),
          Map.entry("dev.pubsub.monitoring", 5),
          Map.entry("dev.pubsub.resilience", 2),
          Map.entry("dev.pubsub.testkit", 4),
          Map.entry("dev.pubsub.ws", 60),
          Map.entry("dev.pubsub.server", 25),
          Map.entry("dev.pubsub.examples", 3));

  private Built() {}

  /** Where the classes of a module were found. */
  static URI locationOf(String rootPackage) {
    String file = rootPackage.replace('.', '/') + "/package-info.class";
    URL found =
        Objects.requireNonNull(
            Built.class.getClassLoader().getResource(file),
            () -> file + " is not on the class path");
    String whole = found.toString();
    return URI.create(whole.substring(0, whole.length() - file.length()));
  }

  /** The classes of all modules. */
  static JavaClasses shipped() {
    List<Location> places =
        MODULES.keySet().stream().map(Built::locationOf).map(Location::of).toList();
    return new ClassFileImporter().importLocations(places);
  }

  /** The classes of all tests of the project, without the samples of what is wrong. */
  static JavaClasses tests() {
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(House.BROKEN.replace('.', '/')))
        // What jcstress makes of its tests is not ours to write.
        .withImportOption(location -> !location.contains("_jcstress"))
        .importPaths(testFolders());
  }

  /** Where the tests of each module that has some were compiled to. */
  static List<Path> testFolders() {
    try (Stream<Path> modules = Files.list(Path.of(System.getProperty("verification.root")))) {
      return modules
          .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
          .map(module -> module.resolve("target/test-classes"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
