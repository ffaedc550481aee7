package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "Prints what arrives, one line per signal, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class SubCommand implements Callable<Integer> {

  /** What is read from the socket but not printed yet; beyond that, the server keeps it. */
  private static final int READ_AHEAD = 8192;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Console console;
  private final Termination termination;
  private final BlockingQueue<ChannelEvent> events = new ArrayBlockingQueue<>(READ_AHEAD);

  @Mixin private Target target = new Target();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATTERN",
      description = "Topics or patterns: '*' one level, or the rest at the end; '**' any levels.")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Share the signals of each pattern with all who name this group.")
  private String group = "";

  @Option(
      names = "--filter",
      paramLabel = "EXPR",
      description = "Only signals of which this is true, such as 'payload.total > 100'.")
  private String filter = "";

  @Option(
      names = "--json",
      description = "Print {\"topic\",\"type\",\"id\",\"message\",\"ts\"} instead.")
  private boolean json;

  @Option(
      names = "--replay",
      paramLabel = "N",
      description = "Begin with the newest N of what is kept of each.")
  private int replay;

  @Option(
      names = "--selector",
      paramLabel = "S",
      description = "Only signals with these attributes, such as message.priority:high.")
  private String selector = "";

  private long dropped;

  SubCommand(Console console, Termination termination) {
    this.console = console;
    this.termination = termination;
  }

  @Override
  public Integer call() {
    termination.interruptsThisThread(PATIENCE);
    try (Connection connection = Connection.open(target, this::enqueue, Connection.HEARTBEAT)) {
      for (String pattern : new LinkedHashSet<>(patterns)) {
        connection.call("subscribe", request(pattern));
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

  private ObjectNode request(String pattern) {
    ObjectNode request = Json.object().put("topic", pattern);
    if (!group.isEmpty()) {
      request.put("group", group);
    }
    if (!selector.isEmpty()) {
      request.put("selector", selector);
    }
    if (!filter.isEmpty()) {
      request.put("filter", filter);
    }
    return replay == 0 ? request : request.put("replay", replay);
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
      console.line((json ? SignalFormat.JSON : SignalFormat.TEXT).show(message.payload()));
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
