package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

final class PubCommand implements Command {

  private static final String STANDARD_INPUT = "-";
  private static final int MAX_RATE = 1_000_000;

  private static final Parameter<String> TOPIC =
      new Parameter<>("TOPIC", Reader.TEXT, "Where to publish.");

  private static final Parameter<String> MESSAGE =
      new Parameter<>(
              "MESSAGE|-",
              Reader.TEXT,
              "A text; '-', the default, is every line of standard input.")
          .optional();

  private static final Option<Double> RATE =
      new Option<>(
          "--rate",
          "N",
          Reader.DOUBLE,
          "At most so many a second; without it, as fast as the server answers.");

  private static final Option<Long> COUNT =
      new Option<>(
          "--count",
          "N",
          Reader.LONG,
          "Publish the message so often (default: 1), or so many lines at most.");

  private static final Option<Duration> TTL =
      new Option<>(
          "--ttl",
          "D",
          Spans.SPAN,
          "Nobody gets it later than this after it was published, such as 30s.");

  private static final Option<Duration> DELAY =
      new Option<>(
          "--delay",
          "D",
          Spans.SPAN,
          "Publish it so much later, such as 5m; the server remembers it until then.");

  private final Console console;

  PubCommand(Console console) {
    this.console = console;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Publishes a message, or every line of standard input.",
            TOPIC,
            MESSAGE,
            HeaderOption.HEADER,
            RATE,
            COUNT,
            TTL,
            DELAY)
        .with(Target.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    Optional<Double> rate = arguments.find(RATE);
    Optional<Long> count = arguments.find(COUNT);
    check(rate, count);
    Target target = Target.of(arguments);
    Supplier<Optional<String>> texts = texts(arguments.find(MESSAGE), count);
    try (Connection connection = Connection.open(target, event -> {}, Connection.HEARTBEAT)) {
      Publisher publisher =
          new Publisher(request(arguments), connection::push, Connection.PATIENCE);
      publishAll(publisher, texts, rate);
      publisher.finish();
    }
    return 0;
  }

  /** What is out of range the server refuses. */
  private static ObjectNode request(Arguments arguments) {
    ObjectNode request = Json.object().put("topic", arguments.get(TOPIC));
    arguments.find(TTL).ifPresent(span -> request.put("ttl_ms", span.toMillis()));
    arguments.find(DELAY).ifPresent(span -> request.put("delay_ms", span.toMillis()));
    HeaderOption.add(arguments, request);
    return request;
  }

  private static void publishAll(
      Publisher publisher, Supplier<Optional<String>> texts, Optional<Double> rate)
      throws InterruptedException {
    long start = System.nanoTime();
    Optional<String> text = texts.get();
    for (long n = 1; text.isPresent(); n++) {
      publisher.publish(text.get());
      if (rate.isPresent()) {
        long due = (long) (n * TimeUnit.SECONDS.toNanos(1) / rate.get());
        TimeUnit.NANOSECONDS.sleep(due - (System.nanoTime() - start));
      }
      text = texts.get();
    }
  }

  private Supplier<Optional<String>> texts(Optional<String> message, Optional<Long> count) {
    if (message.orElse(STANDARD_INPUT).equals(STANDARD_INPUT)) {
      return limited(new LineReader(console.in())::next, count.orElse(Long.MAX_VALUE));
    }
    return limited(() -> message, count.orElse(1L));
  }

  /** Asks for no line beyond the last one wanted: it may never come. */
  private static Supplier<Optional<String>> limited(Supplier<Optional<String>> texts, long limit) {
    return new Supplier<>() {
      private long left = limit;

      @Override
      public Optional<String> get() {
        return left-- > 0 ? texts.get() : Optional.empty();
      }
    };
  }

  private static void check(Optional<Double> rate, Optional<Long> count) {
    if (count.isPresent() && count.get() < 1) {
      throw new UsageException("--count must be 1 or more");
    }
    if (rate.isPresent() && !(rate.get() > 0 && rate.get() <= MAX_RATE)) {
      throw new UsageException("--rate must be above 0 and not above " + MAX_RATE);
    }
  }
}
