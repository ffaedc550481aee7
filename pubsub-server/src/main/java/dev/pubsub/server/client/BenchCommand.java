package dev.pubsub.server.client;

import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.ConcurrentHistogram;

final class BenchCommand implements Command {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int CONNECTIONS = 500;

  private static final Option<Integer> PUBLISHERS =
      new Option<>("--pubs", "N", Reader.INTEGER, "Publishers, 1 unless given.");

  private static final Option<Integer> SUBSCRIBERS =
      new Option<>("--subs", "N", Reader.INTEGER, "Subscribers, 1 unless given.");

  private static final Option<Integer> SIZE =
      new Option<>("--size", "B", Reader.INTEGER, "Bytes of a message, 64 unless given.");

  private static final Option<Integer> COUNT =
      new Option<>(
          "--count", "N", Reader.INTEGER, "How many messages are published, 100000 unless given.");

  private static final Option<String> TOPIC =
      new Option<>(
          "--topic",
          "TOPIC",
          Reader.TEXT,
          "Where, unless it is to be a topic of this process alone.");

  private final Console console;
  private final Termination termination;
  private final boolean isTerminal;

  BenchCommand(Console console, Termination termination, boolean isTerminal) {
    this.console = console;
    this.termination = termination;
    this.isTerminal = isTerminal;
  }

  /** What is to be done. */
  private record Plan(int publishers, int subscribers, int size, int count, String topic) {

    static Plan of(Arguments arguments) {
      return new Plan(
          number(arguments, PUBLISHERS, 1, 1, CONNECTIONS),
          number(arguments, SUBSCRIBERS, 1, 1, CONNECTIONS),
          number(arguments, SIZE, 64, Stamp.LENGTH, 1 << 20),
          number(arguments, COUNT, 100_000, 1, Stamp.LAST + 1),
          arguments.find(TOPIC).orElseGet(() -> "bench:" + ProcessHandle.current().pid()));
    }

    private static int number(
        Arguments arguments, Option<Integer> option, int usual, int least, int most) {
      int value = arguments.find(option).orElse(usual);
      if (value < least || value > most) {
        throw new UsageException("%s must be from %d to %d".formatted(option.name(), least, most));
      }
      return value;
    }
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Puts load on a server, and shows how fast messages are and whether all arrive.",
            PUBLISHERS,
            SUBSCRIBERS,
            SIZE,
            COUNT,
            TOPIC)
        .with(Target.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) {
    Plan plan = Plan.of(arguments);
    Target target = Target.of(arguments);
    termination.interruptsThisThread(PATIENCE);
    Deque<Connection> open = new ArrayDeque<>();
    try {
      LoadReport report = run(plan, target, open);
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

  private LoadReport run(Plan plan, Target target, Deque<Connection> open)
      throws InterruptedException {
    ConcurrentHistogram latencies = LoadReport.noLatencies();
    List<LoadSubscriber> listeners = new ArrayList<>();
    for (int i = 0; i < plan.subscribers; i++) {
      LoadSubscriber listener = new LoadSubscriber(plan.publishers, System::nanoTime, latencies);
      listeners.add(listener);
      Connection connection = Connection.open(target, listener, Connection.HEARTBEAT);
      open.push(connection);
      connection.call("subscribe", Json.object().put("topic", plan.topic));
    }
    List<Publisher> senders = new ArrayList<>();
    for (int i = 0; i < plan.publishers; i++) {
      Connection connection = Connection.open(target, event -> {}, Connection.HEARTBEAT);
      open.push(connection);
      senders.add(
          new Publisher(
              Json.object().put("topic", plan.topic), connection::push, Connection.PATIENCE));
    }
    long begun = System.nanoTime();
    publish(plan, senders);
    long published = System.nanoTime();
    await((long) plan.count * plan.subscribers, listeners);
    return new LoadReport(
        plan.count, plan.size, published - begun, System.nanoTime() - begun, listeners, latencies);
  }

  /** The publishers take turns: each is at most a window ahead of its answers. */
  private void publish(Plan plan, List<Publisher> senders) throws InterruptedException {
    ProgressBar bar = new ProgressBar(console.err(), isTerminal, plan.count);
    for (int number = 0; number < plan.count; number++) {
      String text = Stamp.write(number, System.nanoTime(), plan.size);
      senders.get(number % plan.publishers).publish(text);
      bar.show(number, System.nanoTime());
    }
    for (Publisher sender : senders) {
      sender.finish();
    }
    bar.clear();
  }

  /** Until everybody has everything, or nothing more comes. */
  private void await(long all, List<LoadSubscriber> listeners) throws InterruptedException {
    long settled = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < PATIENCE.toNanos()) {
      long now = listeners.stream().mapToLong(LoadSubscriber::settled).sum();
      if (now == all) {
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
