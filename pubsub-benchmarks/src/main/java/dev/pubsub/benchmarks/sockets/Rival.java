package dev.pubsub.benchmarks.sockets;

import dev.pubsub.benchmarks.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The servers that are compared, ours first; each with what it needs on the PATH. */
enum Rival {
  PUBSUB("pubsub", "bash", Protocol.PHOENIX) {
    @Override
    ProcessBuilder command(int port) {
      ProcessBuilder command = new ProcessBuilder("./pubsub", "serve", "--port", "" + port);
      command.environment().put("JAVACMD", System.getProperty("java.home") + "/bin/java");
      // Nobody sends heartbeats here.
      command.environment().put("JAVA_OPTS", "-Dpubsub.plugin.ws.idle.timeout=1h");
      return command;
    }
  },

  NODE("Node ws", "npm", Protocol.PLAIN) {
    @Override
    ProcessBuilder command(int port) throws IOException, InterruptedException {
      Path folder = Path.of("pubsub-benchmarks", "src", "main", "js");
      if (!Files.exists(folder.resolve("node_modules"))) {
        ProcessBuilder install = new ProcessBuilder("npm", "ci", "--prefer-offline", "--silent");
        if (install.directory(folder.toFile()).inheritIO().start().waitFor() != 0) {
          throw new IOException("npm ci failed in " + folder);
        }
      }
      return new ProcessBuilder("node", "server.js", "" + port).directory(folder.toFile());
    }
  },

  NATS("NATS", "nats-server", Protocol.NATS) {
    @Override
    ProcessBuilder command(int port) throws IOException {
      Path file = Files.createTempFile("nats", ".conf");
      file.toFile().deleteOnExit();
      Files.writeString(
          file,
          """
          listen: "127.0.0.1:-1"
          ping_interval: "1h"
          websocket { listen: "127.0.0.1:%d", no_tls: true }
          """
              .formatted(port));
      return new ProcessBuilder("nats-server", "-c", file.toString());
    }
  };

  final String label;
  final String needed;
  final Protocol protocol;

  Rival(String label, String needed, Protocol protocol) {
    this.label = label;
    this.needed = needed;
    this.protocol = protocol;
  }

  abstract ProcessBuilder command(int port) throws IOException, InterruptedException;

  /** Those that can run here; of the others a sentence is printed. */
  static List<Rival> installed() {
    return Stream.of(values()).filter(rival -> Programs.has(rival.needed, rival.label)).toList();
  }
}
