package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import java.time.Duration;

final class RequestCommand implements Command {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Parameter<String> TOPIC =
      new Parameter<>("TOPIC", Reader.TEXT, "Where to ask.");

  private static final Parameter<String> MESSAGE =
      new Parameter<>("MESSAGE", Reader.TEXT, "The question, a text.");

  private static final Option<Duration> TIMEOUT =
      new Option<>(
          "--timeout", "D", Spans.SPAN, "Wait so long for the reply, such as 30s (default: 5s).");

  private static final Flag JSON = new Flag("--json", "Print the answer of the API as it is.");

  private final Console console;

  RequestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Asks whoever answers at a topic, and prints the reply.",
            TOPIC,
            MESSAGE,
            HeaderOption.HEADER,
            TIMEOUT,
            JSON)
        .with(Target.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    Duration timeout = arguments.find(TIMEOUT).orElse(PATIENCE);
    ObjectNode question =
        Json.object()
            .put("topic", arguments.get(TOPIC))
            .put("message", arguments.get(MESSAGE))
            .put("timeout_ms", timeout.toMillis());
    HeaderOption.add(arguments, question);
    Api api = new Api(Target.of(arguments));
    Answer answer = api.post("/request", question, timeout).expectOk();
    console.line(arguments.has(JSON) ? answer.body() : Json.text(answer.json().path("reply")));
    console.flush();
    return 0;
  }
}
