package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of jars: on the class path, in the folder, and broken in every way. */
final class PluginsFromJarsTest {

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
  }

  // ---- on the class path

  @Test
  void whatTheClassPathOffersIsFoundBehindWhatIsGiven() throws IOException {
    Path jar = jar().plugin("Found", "found", "").version("1.2").write(temp.resolve("found.jar"));
    Plugin given = new LoggingPlugin("given", List.of());

    withClassPath(
        jar,
        () -> {
          try (Plugins plugins = Plugins.gather(List.of(given), true, Optional.empty())) {
            assertThat(plugins.list()).extracting(Plugin::id).containsExactly("given", "found");
            assertThat(Origin.of(plugins.list().get(1).getClass()))
                .isEqualTo(new Origin("found.jar", "1.2"));
          }
        });
  }

  @Test
  void whatIsGivenStandsForWhatIsFoundOfTheSameClass() throws IOException {
    Path jar = jar().plugin("Found", "found", "").write(temp.resolve("found.jar"));

    withClassPath(
        jar,
        () -> {
          Plugin given = Plugins.gather(List.of(), true, Optional.empty()).list().get(0);
          assertThat(Plugins.gather(List.of(given), true, Optional.empty()).list())
              .containsExactly(given);
          assertThat(Plugins.gather(List.of(), false, Optional.empty()).list()).isEmpty();
        });
  }

  @Test
  void everyBrokenPluginIsNamedWithItsJarAndHidesNoOther() throws IOException {
    Path jar =
        jar()
            .plugin("Good", "good", "")
            .plugin(
                "Throws", "throws", "public Throws() { throw new IllegalStateException(\"no\"); }")
            .plugin("Private", "private", "private Private() {}")
            .plugin("Fails", "fails", "static final int ZERO = 0; static final int X = 1 / ZERO;")
            .service("example.NoPlugin")
            .source("NoPlugin", "public class NoPlugin {}")
            .service("org.example.Gone # not there")
            .service("example.Orphan")
            .source("Parent", "public abstract class Parent implements dev.pubsub.spi.Plugin {}")
            .source("Orphan", "public abstract class Orphan extends Parent {}")
            .plugin("Bad", "BAD", "")
            .write(temp.resolve("broken.jar"), "Parent");

    withClassPath(
        jar,
        () -> {
          PubSubException refusal = refusal(true, Optional.empty());
          assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
          assertThat(refusal.getMessage().lines())
              .containsExactlyInAnyOrder(
                  "the plugin example.Throws of broken.jar cannot be made: no",
                  "the plugin example.Fails of broken.jar cannot be made: / by zero",
                  "the plugin example.Private of broken.jar cannot be made:"
                      + " java.lang.NoSuchMethodException: example.Private.<init>()",
                  "the plugin example.NoPlugin of broken.jar cannot be made: class"
                      + " example.NoPlugin",
                  "the plugin org.example.Gone of broken.jar cannot be made:"
                      + " java.lang.ClassNotFoundException: org.example.Gone",
                  "the plugin example.Orphan of broken.jar cannot be made: example/Parent",
                  "plugin id 'BAD' of example.Bad of broken.jar must be lower case letters, digits"
                      + " and '-'");
        });
  }

  @Test
  void aLineThatNamesNoClassIsToldWithItsJar() throws IOException {
    Path jar = jar().service("not a class name").write(temp.resolve("list.jar"));

    withClassPath(
        jar,
        () ->
            assertThat(refusal(true, Optional.empty()))
                .hasMessage(
                    "the plugin not a class name of list.jar cannot be made:"
                        + " java.lang.ClassNotFoundException: not a class name"));
  }

  @Test
  void aClassPathThatCannotBeReadIsOneProblem() throws IOException {
    ClassLoader broken =
        new ClassLoader(Plugin.class.getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("disk on fire");
          }
        };

    withClassLoader(
        broken,
        () ->
            assertThat(refusal(true, Optional.empty()))
                .hasMessageStartingWith("no plugins can be found: ")
                .hasMessageNotContaining("\n"));
  }

  // ---- in the folder

  @Test
  void everyJarHasItsOwnClasses() throws IOException {
    String greeting = "public String toString() { return Greeting.TEXT; }";
    jar("one")
        .plugin("Greeter", "one", greeting)
        .source("Greeting", "final class Greeting { static final String TEXT = \"\" + 1; }")
        .write(folder.resolve("one.jar"));
    jar("two")
        .plugin("Greeter", "two", greeting)
        .source("Greeting", "final class Greeting { static final String TEXT = \"\" + 2; }")
        .write(folder.resolve("two.jar"));
    Files.writeString(folder.resolve("README"), "no jar");

    try (Plugins plugins = Plugins.gather(List.of(), false, Optional.of(folder.toString()))) {
      assertThat(plugins.list()).extracting(Plugin::toString).containsExactly("1", "2");
    }
  }

  @Test
  void theJarsClassesGoBeforeThoseOfTheHostAndItsResourcesToo() throws IOException {
    Path host =
        jar("host")
            .plugin("Shared", "host", "")
            .source(
                "Library", "public class Library { public String toString() { return \"host\"; } }")
            .write(temp.resolve("host.jar"));
    jar("own")
        .plugin("Shared", "own", "public String toString() { return new Library().toString(); }")
        .source("Library", "public class Library { public String toString() { return \"own\"; } }")
        .write(folder.resolve("own.jar"));

    withClassPath(
        host,
        () -> {
          try (Plugins plugins = Plugins.gather(List.of(), true, Optional.of(folder.toString()))) {
            assertThat(plugins.list()).extracting(Plugin::id).containsExactly("host", "own");
            assertThat(plugins.list().get(1)).hasToString("own");
          }
        });
  }

  @Test
  void whatTheJarLacksTheHostHas() throws IOException {
    Path host =
        jar("host")
            .source(
                "Library", "public class Library { public String toString() { return \"host\"; } }")
            .write(temp.resolve("host.jar"));
    jar("own")
        .plugin("Own", "own", "public String toString() { return new Library().toString(); }")
        .source("Library", "public class Library {}")
        .write(folder.resolve("own.jar"), "Library");

    withClassPath(
        host,
        () -> {
          try (Plugins plugins = Plugins.gather(List.of(), false, Optional.of(folder.toString()))) {
            assertThat(plugins.list().get(0)).hasToString("host");
          }
        });
  }

  @Test
  void everyBrokenJarIsNamed() throws IOException {
    Files.writeString(folder.resolve("a-text.jar"), "this is no jar");
    jar("b").source("Library", "class Library {}").write(folder.resolve("b-library.jar"));
    jar("c").service("Gone").write(folder.resolve("c-gone.jar"));
    jar("d").plugin("Good", "good", "").write(folder.resolve("d-good.jar"));

    PubSubException refusal = refusal(false, Optional.of(folder.toString()));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal.getMessage().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(folder.resolve("a-text.jar") + " cannot be read: "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        folder.resolve("b-library.jar")
                            + " names no plugin of its own in"
                            + " META-INF/services/dev.pubsub.spi.Plugin"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "the plugin Gone of c-gone.jar cannot be made:"
                            + " java.lang.ClassNotFoundException: Gone"));
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    PubSubException refusal = refusal(false, Optional.of(temp.resolve("none").toString()));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal).hasMessageContaining(temp.resolve("none").toString());
    assertThat(refusal(false, Optional.of("\0"))).hasMessageContaining("cannot be read");
  }

  @Test
  void closingLetsGoOfTheJars() throws IOException {
    jar().plugin("Good", "good", "").write(folder.resolve("good.jar"));
    Plugins plugins = Plugins.gather(List.of(), false, Optional.of(folder.toString()));
    ClassLoader loader = plugins.list().get(0).getClass().getClassLoader();
    assertThat(loader.getResource("example/Good.class")).isNotNull();

    plugins.close();
    plugins.close();

    assertThat(loader.getResource("example/Good.class")).isNull();
  }

  private static PubSubException refusal(boolean discover, Optional<String> folder) {
    return catchThrowableOfType(
        PubSubException.class, () -> Plugins.gather(List.of(), discover, folder));
  }

  private TestJar jar() throws IOException {
    return jar("classes");
  }

  private TestJar jar(String name) throws IOException {
    return new TestJar(Files.createDirectory(temp.resolve(name)));
  }

  private static void withClassPath(Path jar, Runnable test) throws IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, Plugin.class.getClassLoader())) {
      withClassLoader(loader, test);
    }
  }

  private static void withClassLoader(ClassLoader loader, Runnable test) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      test.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
