package dev.pubsub.server.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    description = "Puts load on a server, and shows how fast messages are and whether all arrive.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int CONNECTIONS = 500;

  private final Console console;
  private final Termination termination;
  private final boolean isTerminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Target target = new Target();

  @Option(names = "--pubs", paramLabel = "N", description = "Publishers, 1 unless given.")
  private int publishers = 1;

  @Option(names = "--subs", paramLabel = "N", description = "Subscribers, 1 unless given.")
  private int subscribers = 1;

  @Option(names = "--size", paramLabel = "B", description = "Bytes of a message, 64 unless given.")
  private int size = 64;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many messages are published, 100000 unless given.")
  private int count = 100_000;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Where, unless it is to be a topic of this process alone.")
  private String topic = "bench:" + ProcessHandle.current().pid();

  BenchCommand(Console console, Termination termination, boolean isTerminal) {
    this.console = console;
    this.termination = termination;
    this.isTerminal = isTerminal;
  }

  @Override
  public Integer call() {
    check("--pubs", publishers, 1, CONNECTIONS);
    check("--subs", subscribers, 1, CONNECTIONS);
    check("--size", size, Stamp.LENGTH, 1 << 20);
    check("--count", count, 1, Stamp.LAST + 1);
    termination.interruptsThisThread(PATIENCE);
    Deque<Connection> open = new ArrayDeque<>();
    try {
      LoadReport report = run(open);
      console.line(report.toString());
      console.flush();
      return report.isFlawless() ? 0 : 1;
    } catch (InterruptedException e) {
      console.err().println("told to end before the end: nothing was found out");
      return 1;
    } finally {
      open.forEach(Connection::close);
    }
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s must be from %d to %d".formatted(option, least, most));
    }
  }

  private LoadReport run(Deque<Connection> open) throws InterruptedException {
    ConcurrentHistogram latencies = LoadReport.noLatencies();
    List<LoadSubscriber> listeners = new ArrayList<>();
    for (int i = 0; i < subscribers; i++) {
      LoadSubscriber listener = new LoadSubscriber(publishers, System::nanoTime, latencies);
      listeners.add(listener);
      Connection connection = Connection.open(target, listener, Connection.HEARTBEAT);
      open.push(connection);
      connection.call("subscribe", Json.object().put("topic", topic));
    }
    List<Publisher> senders = new ArrayList<>();
    for (int i = 0; i < publishers; i++) {
      Connection connection = Connection.open(target, event -> {}, Connection.HEARTBEAT);
      open.push(connection);
      senders.add(
          new Publisher(Json.object().put("topic", topic), connection::push, Connection.PATIENCE));
    }
    long begun = System.nanoTime();
    publish(senders);
    long published = System.nanoTime();
    await(listeners);
    return new LoadReport(
        count, size, published - begun, System.nanoTime() - begun, listeners, latencies);
  }

  /** The publishers take turns: each is at most a window ahead of its answers. */
  private void publish(List<Publisher> senders) throws InterruptedException {
    ProgressBar bar = new ProgressBar(console.err(), isTerminal, count);
    for (int number = 0; number < count; number++) {
      String text = Stamp.write(number, System.nanoTime(), size);
      senders.get(number % publishers).publish(text);
      bar.show(number, System.nanoTime());
    }
    for (Publisher sender : senders) {
      sender.finish();
    }
    bar.clear();
  }

  /** Until everybody has everything, or nothing more comes. */
  private void await(List<LoadSubscriber> listeners) throws InterruptedException {
    long settled = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < PATIENCE.toNanos()) {
      long now = listeners.stream().mapToLong(LoadSubscriber::settled).sum();
      if (now == (long) count * subscribers) {
        return;
      }
      listeners.forEach(LoadSubscriber::requireConnected);
      if (now != settled) {
        settled = now;
        since = System.nanoTime();
      }
      Thread.sleep(LOOK.toMillis());
    }
  }
}
