package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    mixinStandardHelpOptions = true,
    description = "Shows what happens on the bus, again and again, the busiest topics first.")
final class TopCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  // Of ECMA-48: the cursor to the upper left corner, and everything behind it erased.
  private static final String CLEAR = "\u001b[H\u001b[J";

  private final Console console;
  private final Termination termination;
  private final boolean isTerminal;

  @Mixin private Target target = new Target();

  @Option(
      names = "--interval",
      paramLabel = "D",
      converter = Spans.class,
      defaultValue = "2s",
      description = "How long figures are gathered, 2s unless given.")
  private Duration interval = Duration.ofSeconds(2);

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How often they are shown; until Ctrl-C unless given.")
  private long count = Long.MAX_VALUE;

  @Option(
      names = "--topics",
      paramLabel = "N",
      description = "How many topics are shown, 20 unless given.")
  private int topics = 20;

  TopCommand(Console console, Termination termination, boolean isTerminal) {
    this.console = console;
    this.termination = termination;
    this.isTerminal = isTerminal;
  }

  @Override
  public Integer call() {
    termination.interruptsThisThread(PATIENCE);
    Api api = new Api(target);
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
