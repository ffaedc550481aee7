package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A jar that is compiled and packed by a test. */
public final class TestJar {

  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> services = new ArrayList<>();
  private final Manifest manifest = new Manifest();

  /** Compiles in a folder, which must be empty. */
  public TestJar(Path folder) {
    this.folder = folder;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** A class of the package {@code example}. */
  public TestJar source(String name, String text) {
    sources.put(name, "package example;\n" + text);
    return this;
  }

  /** A plugin with an id, whose class is listed; its body says the rest. */
  public TestJar plugin(String name, String id, String body) {
    return service("example." + name)
        .source(
            name,
            """
            import dev.pubsub.spi.*;
            public final class %s implements Plugin {
              public String id() { return "%s"; }
              public Contributions install(Environment environment) {
                return Contributions.builder().build();
              }
              %s
            }
            """
                .formatted(name, id, body));
  }

  /** A line of the file of services. */
  public TestJar service(String line) {
    services.add(line);
    return this;
  }

  /** What the manifest says. */
  public TestJar version(String version) {
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    return this;
  }

  /** Leaves a class out that was needed to compile the others. */
  public Path write(Path jar, String... without) throws IOException {
    compile();
    for (String name : without) {
      Files.delete(folder.resolve("example").resolve(name + ".class"));
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(folder)) {
      if (!services.isEmpty()) {
        String list = String.join("\n", services);
        entry(
            out,
            "META-INF/services/" + Plugin.class.getName(),
            list.getBytes(StandardCharsets.UTF_8));
      }
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        entry(out, folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private void compile() throws IOException {
    List<String> line =
        new ArrayList<>(List.of("-proc:none", "-d", folder.toString(), "-cp", api()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey() + ".java");
      line.add(Files.writeString(file, source.getValue()).toString());
    }
    if (!sources.isEmpty()) {
      int status =
          ToolProvider.findFirst("javac")
              .orElseThrow()
              .run(System.out, System.err, line.toArray(String[]::new));
      assertThat(status).as("compiled").isZero();
    }
  }

  private static String api() {
    return Path.of(
            URI.create(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
