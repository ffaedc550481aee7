package dev.pubsub.verification.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A small program with a plugin does the same on the class path and on the module path. */
class ConsumerIT {

  private static final String MODULE =
      """
      module consumer {
        requires dev.pubsub.core;
        provides dev.pubsub.spi.Plugin with consumer.GreetingPlugin;
      }
      """;

  private static final String PLUGIN =
      """
      package consumer;

      import dev.pubsub.Principal;
      import dev.pubsub.config.Setting;
      import dev.pubsub.spi.*;
      import dev.pubsub.spi.edge.*;
      import java.util.List;

      public final class GreetingPlugin implements Plugin {
        private static final Setting<String> WORD = Setting.text("word", "hello", "What to say.");

        public String id() {
          return "greeting";
        }

        public List<Setting<?>> settings() {
          return List.of(WORD);
        }

        public Contributions install(Environment environment) {
          String word = environment.settings().get(WORD);
          return Contributions.builder()
              .component(
                  new Component() {
                    public void start(Gateway gateway) {
                      try (Session session =
                          gateway.open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT)) {
                        session.topics().create(word);
                      }
                    }

                    public void stop() {
                      System.out.println("stopped");
                    }
                  })
              .build();
        }
      }
      """;

  private static final String MAIN =
      """
      package consumer;

      import dev.pubsub.core.PubSub;
      import java.time.Duration;

      public final class Main {
        public static void main(String[] args) {
          try (PubSub pubsub = PubSub.builder().set("pubsub.plugin.greeting.word", "hi").open()) {
            System.out.println("the plugin made " + pubsub.bus().topics().list("", 10).get(0).name());
            pubsub.bus().subscribe("a:*", delivery -> System.out.println(delivery.signal().payload()));
            pubsub.bus().publish("a:b", "received");
            System.out.println("drained " + pubsub.drain(Duration.ofSeconds(20)));
          }
        }
      }
      """;

  @TempDir private Path temp;
  private Path classes;
  private String jars;

  @BeforeEach
  void compile() throws IOException {
    classes = temp.resolve("classes");
    jars =
        Stream.of(Plugin.class, PubSub.class, Logger.class)
            .map(ConsumerIT::jarOf)
            .collect(Collectors.joining(":"));
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve(Plugin.class.getName()), "consumer.GreetingPlugin");
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-d",
                classes.toString(),
                "-p",
                jars,
                source("module-info", MODULE),
                source("GreetingPlugin", PLUGIN),
                source("Main", MAIN));
    assertThat(status).isZero();
  }

  private String source(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name + ".java"), text).toString();
  }

  private static String jarOf(Class<?> type) {
    String jar =
        Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation() + ""))
            .toString();
    assertThat(jar).endsWith(".jar");
    return jar;
  }

  @Test
  void itDoesTheSameOnBothPaths() throws Exception {
    String path = classes + ":" + jars;

    String onClassPath = run("-cp", path, "consumer.Main");
    String onModulePath = run("-p", path, "-m", "consumer/consumer.Main");

    assertThat(onClassPath)
        .contains("the plugin made hi\n", "received\n", "drained true\n")
        .endsWith("stopped\n");
    assertThat(onModulePath).isEqualTo(onClassPath);
  }

  /** What a JVM with these arguments prints, on both streams. */
  private String run(String... arguments) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path output = Files.createTempFile(temp, "output", ".txt");
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of(java.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String text = Files.readString(output);
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }
}
