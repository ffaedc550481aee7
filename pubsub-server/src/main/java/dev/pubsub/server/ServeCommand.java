package dev.pubsub.server;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.settings.ServerSettings;
import dev.pubsub.server.settings.SettingsList;
import dev.pubsub.spi.edge.Transport;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

final class ServeCommand implements Command {

  private static final Flag PRINT_CONFIG =
      new Flag(
          "--print-config",
          "Print every setting, its value and where it comes from; start nothing.");

  /** For what is left to stop when the time to drain is over, or while it starts. */
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final Console console;
  private final Termination termination;
  private final Map<String, String> environment;
  private final Runnable logging;

  /**
   * The command.
   *
   * @param logging returns when whatever is made from then on may log
   */
  ServeCommand(
      Console console, Termination termination, Map<String, String> environment, Runnable logging) {
    this.console = console;
    this.termination = termination;
    this.environment = environment;
    this.logging = logging;
  }

  @Override
  public Usage usage() {
    return Usage.of("Runs the server until it is told to end by SIGTERM or Ctrl-C.", PRINT_CONFIG)
        .with(ServerSettings.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) {
    termination.interruptsThisThread(TO_STOP);
    logging.run();
    ServerSettings settings = new ServerSettings(environment, arguments);
    PubSubBuilder builder = settings.builder();
    settings.warnings().forEach(warning -> console.err().println("warning: " + warning));
    if (arguments.has(PRINT_CONFIG)) {
      console.line(SettingsList.of(builder.settings()));
      console.flush();
      return 0;
    }
    try (PubSub pubsub = open(builder)) {
      Runnable logFeedEnd = LogFeed.begin(pubsub).orElse(() -> {});
      termination.patience(pubsub.drainTime().plus(TO_STOP));
      announce(pubsub.addresses());
      awaitInterrupt();
      logFeedEnd.run();
      return new Farewell(pubsub).say() ? 0 : 1;
    }
  }

  private static PubSub open(PubSubBuilder builder) {
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
