package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import java.time.Duration;

final class TopCommand implements Command {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  // Of ECMA-48: the cursor to the upper left corner, and everything behind it erased.
  private static final String CLEAR = "\u001b[H\u001b[J";

  private static final Option<Duration> INTERVAL =
      new Option<>(
          "--interval", "D", Spans.SPAN, "How long figures are gathered, 2s unless given.");

  private static final Option<Long> COUNT =
      new Option<>(
          "--count", "N", Reader.LONG, "How often they are shown; until Ctrl-C unless given.");

  private static final Option<Integer> TOPICS =
      new Option<>("--topics", "N", Reader.INTEGER, "How many topics are shown, 20 unless given.");

  private final Console console;
  private final Termination termination;
  private final boolean isTerminal;

  TopCommand(Console console, Termination termination, boolean isTerminal) {
    this.console = console;
    this.termination = termination;
    this.isTerminal = isTerminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Shows what happens on the bus, again and again, the busiest topics first.",
            INTERVAL,
            COUNT,
            TOPICS)
        .with(Target.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) {
    Duration interval = arguments.find(INTERVAL).orElse(Duration.ofSeconds(2));
    long count = arguments.find(COUNT).orElse(Long.MAX_VALUE);
    int topics = arguments.find(TOPICS).orElse(20);
    Api api = new Api(Target.of(arguments));
    termination.interruptsThisThread(PATIENCE);
    try {
      JsonNode before = api.get("/stats").expectOk().json();
      for (long i = 0; i < count; i++) {
        Thread.sleep(interval.toMillis());
        JsonNode now = api.get("/stats").expectOk().json();
        console.line((isTerminal ? CLEAR : "") + new Pace(before, now).show(topics));
        console.flush();
        before = now;
      }
    } catch (InterruptedException e) {
      // That is how a command is told to end.
      console.flush();
    }
    return 0;
  }
}
