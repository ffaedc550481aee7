package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    description = "Publishes a message, or every line of standard input.",
    mixinStandardHelpOptions = true)
final class PubCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";
  private static final int MAX_RATE = 1_000_000;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Target target = new Target();

  @Mixin private HeaderOption headers = new HeaderOption();

  @Parameters(index = "0", paramLabel = "TOPIC", description = "Where to publish.")
  private String topic = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MESSAGE|-",
      description = "A text; '-', the default, is every line of standard input.")
  private String message = STANDARD_INPUT;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most so many a second; without it, as fast as the server answers.")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Publish the message so often (default: 1), or so many lines at most.")
  private Optional<Long> count = Optional.empty();

  @Option(
      names = "--ttl",
      paramLabel = "D",
      converter = Spans.class,
      description = "Nobody gets it later than this after it was published, such as 30s.")
  private Optional<Duration> ttl = Optional.empty();

  @Option(
      names = "--delay",
      paramLabel = "D",
      converter = Spans.class,
      description = "Publish it so much later, such as 5m; the server remembers it until then.")
  private Optional<Duration> delay = Optional.empty();

  PubCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    checkNumbers();
    try (Connection connection = Connection.open(target, event -> {}, Connection.HEARTBEAT)) {
      Publisher publisher = new Publisher(request(), connection::push, Connection.PATIENCE);
      publishAll(publisher, texts());
      publisher.finish();
    }
    return 0;
  }

  /** What is out of range the server refuses. */
  private ObjectNode request() {
    ObjectNode request = Json.object().put("topic", topic);
    ttl.ifPresent(span -> request.put("ttl_ms", span.toMillis()));
    delay.ifPresent(span -> request.put("delay_ms", span.toMillis()));
    headers.addTo(request);
    return request;
  }

  private void publishAll(Publisher publisher, Supplier<Optional<String>> texts)
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

  private Supplier<Optional<String>> texts() {
    if (message.equals(STANDARD_INPUT)) {
      return limited(new LineReader(console.in())::next, count.orElse(Long.MAX_VALUE));
    }
    return limited(() -> Optional.of(message), count.orElse(1L));
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

  private void checkNumbers() {
    if (count.isPresent() && count.get() < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be 1 or more");
    }
    if (rate.isPresent() && !(rate.get() > 0 && rate.get() <= MAX_RATE)) {
      throw new ParameterException(
          spec.commandLine(), "--rate must be above 0 and not above " + MAX_RATE);
    }
  }
}
