package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

final class SubCommand implements Command {

  private static final Parameter<String> PATTERNS =
      new Parameter<>(
              "PATTERN",
              Reader.TEXT,
              "Topics or patterns: '*' one level, or the rest at the end; '**' any levels.")
          .repeatable();

  private static final Option<String> GROUP =
      new Option<>(
          "--group",
          "NAME",
          Reader.TEXT,
          "Share the signals of each pattern with all who name this group.");

  private static final Option<String> FILTER =
      new Option<>(
          "--filter",
          "EXPR",
          Reader.TEXT,
          "Only signals of which this is true, such as 'payload.total > 100'.");

  private static final Option<Integer> REPLAY =
      new Option<>(
          "--replay", "N", Reader.INTEGER, "Begin with the newest N of what is kept of each.");

  private static final Option<String> SELECTOR =
      new Option<>(
          "--selector",
          "S",
          Reader.TEXT,
          "Only signals with these attributes, such as message.priority:high.");

  /** What is read from the socket but not printed yet; beyond that, the server keeps it. */
  private static final int READ_AHEAD = 8192;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Console console;
  private final Termination termination;
  private final BlockingQueue<ChannelEvent> events = new ArrayBlockingQueue<>(READ_AHEAD);

  private SignalFormat format = SignalFormat.TEXT;
  private long dropped;

  SubCommand(Console console, Termination termination) {
    this.console = console;
    this.termination = termination;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Prints what arrives, one line per signal, until Ctrl-C.",
            PATTERNS,
            GROUP,
            FILTER,
            SignalFormat.AS_JSON,
            REPLAY,
            SELECTOR)
        .with(Target.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) {
    format = SignalFormat.of(arguments);
    Target target = Target.of(arguments);
    termination.interruptsThisThread(PATIENCE);
    try (Connection connection = Connection.open(target, this::enqueue, Connection.HEARTBEAT)) {
      for (String pattern : new LinkedHashSet<>(arguments.all(PATTERNS))) {
        connection.call("subscribe", request(pattern, arguments));
      }
      console.err().println("subscribed");
      printUntilInterrupted();
    } catch (InterruptedException e) {
      // That is how a command is told to end: what has come already is still printed.
      List<ChannelEvent> rest = new ArrayList<>();
      events.drainTo(rest);
      rest.forEach(this::handle);
    }
    console.flush();
    return dropped == 0 ? 0 : 1;
  }

  private static ObjectNode request(String pattern, Arguments arguments) {
    ObjectNode request = Json.object().put("topic", pattern);
    put(request, "group", arguments.find(GROUP));
    put(request, "selector", arguments.find(SELECTOR));
    put(request, "filter", arguments.find(FILTER));
    arguments
        .find(REPLAY)
        .filter(number -> number != 0)
        .ifPresent(number -> request.put("replay", number));
    return request;
  }

  /** What is empty was not said. */
  private static void put(ObjectNode request, String field, Optional<String> text) {
    text.filter(said -> !said.isEmpty()).ifPresent(said -> request.put(field, said));
  }

  private void printUntilInterrupted() throws InterruptedException {
    while (true) {
      ChannelEvent event = events.poll();
      if (event == null) {
        console.flush();
        event = events.take();
      }
      handle(event);
    }
  }

  private void handle(ChannelEvent event) {
    if (event instanceof ChannelEvent.Message message) {
      console.line(format.show(message.payload()));
    } else if (event instanceof ChannelEvent.Dropped loss) {
      dropped += loss.count();
      console
          .err()
          .printf(
              "DROPPED: %d signals of %s were lost (%s)%n",
              loss.count(), loss.topic(), loss.reason());
    } else if (event instanceof ChannelEvent.Closed end) {
      console.flush();
      throw new ClientException("CONNECTION_LOST", end.reason());
    }
  }

  private void enqueue(ChannelEvent event) {
    try {
      events.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
