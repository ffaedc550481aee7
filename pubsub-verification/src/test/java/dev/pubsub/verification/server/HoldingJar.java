package dev.pubsub.verification.server;

import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The {@link HoldingPlugin} as a server finds it. */
final class HoldingJar {

  private HoldingJar() {}

  /** Packs it into the folder {@code plugins} of a folder in which a server will be started. */
  static void putInto(Path folder) throws IOException {
    Path jar = Files.createDirectory(folder.resolve("plugins")).resolve("holding.jar");
    String name = HoldingPlugin.class.getName();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String type : List.of(name, name + "$Holder")) {
        String file = type.replace('.', '/') + ".class";
        try (InputStream in = HoldingPlugin.class.getResourceAsStream("/" + file)) {
          put(out, file, in.readAllBytes());
        }
      }
      put(
          out,
          "META-INF/services/" + Plugin.class.getName(),
          name.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void put(JarOutputStream out, String file, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(file));
    out.write(bytes);
  }
}
