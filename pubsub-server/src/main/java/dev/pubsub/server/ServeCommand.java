package dev.pubsub.server;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;
import dev.pubsub.spi.edge.Transport;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Runs the server until it is told to end by SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Path PLUGINS = Path.of("plugins");
  private static final int MAX_PORT = 65_535;
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = DRAIN.plusSeconds(5);

  private final Console console;
  private final Termination termination;
  private final PhoenixEnvironment environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: 127.0.0.1; 0.0.0.0 is all of them).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on (default: 4000; 0 takes any that is free).")
  private Optional<Integer> port = Optional.empty();

  ServeCommand(Console console, Termination termination, Map<String, String> environment) {
    this.console = console;
    this.termination = termination;
    this.environment = new PhoenixEnvironment(environment);
  }

  @Override
  public Integer call() {
    Map<String, String> settings = settings();
    environment.warnings().forEach(warning -> console.err().println("warning: " + warning));
    termination.interruptsThisThread(PATIENCE);
    try (PubSub pubsub = open(settings)) {
      announce(pubsub.addresses());
      awaitInterrupt();
      pubsub.drain(DRAIN);
    }
    return 0;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = environment.settings();
    if (Files.isDirectory(PLUGINS)) {
      environment.put(settings, "pubsub.plugins.dir", PLUGINS.toString());
    }
    host.ifPresent(value -> settings.put("pubsub.plugin.ws.host", value));
    port.ifPresent(
        value -> settings.put("pubsub.plugin.ws.port", Integer.toString(inRange(value))));
    return settings;
  }

  private int inRange(int value) {
    if (value < 0 || value > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port must be between 0 and " + MAX_PORT + ", not " + value);
    }
    return value;
  }

  private static PubSub open(Map<String, String> settings) {
    PubSubBuilder builder = PubSub.builder();
    settings.forEach(builder::set);
    try {
      return builder.open();
    } catch (PubSubException e) {
      throw isOfTheServer(e) ? withFlags(e) : e;
    }
  }

  /** Other plugins listen, too, and fail with codes of their own. */
  private static boolean isOfTheServer(PubSubException e) {
    return e.code().name().equals("CANNOT_LISTEN") && e.getCause() instanceof BindException;
  }

  /** The plugin names its settings, which have shorter names here. */
  private static PubSubException withFlags(PubSubException e) {
    return new PubSubException(
        e.code(), e.getMessage() + ", here by --port (0 takes any that is free) or --host", e);
  }

  private void announce(List<Transport.Address> addresses) {
    for (Transport.Address address : addresses) {
      console.line("%-10s %s".formatted(address.purpose(), address.uri()));
    }
    console.line("pubsub %s is ready, Ctrl-C ends it".formatted(Version.text()));
    console.flush();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // That is how a command is told to end. The flag is down again, so draining may wait.
    }
  }
}
