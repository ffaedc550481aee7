package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.client.Api.Answer;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "Asks whoever answers at a topic, and prints the reply.",
    mixinStandardHelpOptions = true)
final class RequestCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private Target target = new Target();

  @Mixin private HeaderOption headers = new HeaderOption();

  @Parameters(index = "0", paramLabel = "TOPIC", description = "Where to ask.")
  private String topic = "";

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "The question, a text.")
  private String message = "";

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = Spans.class,
      description = "Wait so long for the reply, such as 30s (default: 5s).")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(names = "--json", description = "Print the answer of the API as it is.")
  private boolean json;

  RequestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode question =
        Json.object()
            .put("topic", topic)
            .put("message", message)
            .put("timeout_ms", timeout.toMillis());
    headers.addTo(question);
    Answer answer = new Api(target).post("/request", question, timeout).expectOk();
    console.line(json ? answer.body() : Json.text(answer.json().path("reply")));
    console.flush();
    return 0;
  }
}
