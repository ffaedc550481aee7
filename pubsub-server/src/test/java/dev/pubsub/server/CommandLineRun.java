package dev.pubsub.server;

import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One command, run inside this process on streams in memory; an interrupt is its Ctrl-C. */
final class CommandLineRun {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment;

  CommandLineRun() {
    this(Map.of());
  }

  CommandLineRun(Map<String, String> environment) {
    this.environment = environment;
  }

  int execute(String... args) {
    Console console =
        new Console(
            InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8));
    return CommandLines.run(console, Termination.none(), environment, args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
