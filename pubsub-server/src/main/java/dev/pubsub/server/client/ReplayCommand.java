package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "Prints what is kept of a topic, or publishes it once more to another one.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private Target target = new Target();

  @Parameters(paramLabel = "TOPIC", description = "A topic or a pattern.")
  private String topic = "";

  @ArgGroup(multiplicity = "1")
  private Start start = new Start();

  @Option(
      names = "--to",
      paramLabel = "TOPIC",
      description = "Publish to this topic, or below it if it ends in ':*', instead of printing.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "With --to: 1 as it was, 2 twice as fast, 0 as fast as possible (default: 1).")
  private double speed = 1;

  @Option(
      names = "--json",
      description = "Print {\"topic\",\"type\",\"id\",\"message\",\"ts\"} instead.")
  private boolean json;

  ReplayCommand(Console console) {
    this.console = console;
  }

  /** Where to begin: one of these. */
  static final class Start {

    @Option(names = "--from", paramLabel = "POSITION", description = "Behind a position.")
    private Optional<String> from = Optional.empty();

    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "At a time such as 2030-01-31T12:00:00Z, or milliseconds since 1970.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "With the newest N.")
    private int last;

    String query() {
      return from.map(position -> "after=" + Api.encoded(position))
          .or(() -> since.map(time -> "since=" + Api.encoded(time)))
          .orElse("limit=" + last);
    }

    void addTo(ObjectNode request) {
      from.ifPresent(position -> request.put("from", position));
      since.ifPresent(time -> addSince(request, time));
      if (from.isEmpty() && since.isEmpty()) {
        request.put("last", last);
      }
    }

    private static void addSince(ObjectNode request, String time) {
      if (time.matches("-?\\d{1,18}")) {
        request.put("since", Long.parseLong(time));
      } else {
        request.put("since", time);
      }
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Api api = new Api(target);
    String path = "/topics/" + Api.encoded(topic);
    if (to.isPresent()) {
      begin(api, path, to.get());
      console.flush();
      return 0;
    }
    boolean gap = print(api, path + "/history?");
    console.flush();
    if (gap) {
      console.err().println("GAP: some of it is not kept any more");
    }
    return gap ? 1 : 0;
  }

  private void begin(Api api, String path, String where) throws InterruptedException {
    ObjectNode request = Json.object().put("to", where).put("speed", speed);
    start.addTo(request);
    JsonNode replay = api.post(path + "/replay", request).expectOk().json();
    console.line(
        json
            ? replay.toString()
            : "replay %s: %s signals of %s to %s"
                .formatted(
                    replay.path("id").asText(), replay.path("total").asText(), topic, where));
  }

  /** Prints page by page; whether something was missing. */
  private boolean print(Api api, String history) throws InterruptedException {
    JsonNode page = api.get(history + start.query()).expectOk().json();
    boolean gap = page.path("gap").asBoolean();
    while (page.path("count").asInt() > 0) {
      page.path("messages").forEach(this::print);
      page =
          api.get(history + "after=" + Api.encoded(page.path("position").asText()))
              .expectOk()
              .json();
      gap |= page.path("gap").asBoolean();
    }
    return gap;
  }

  private void print(JsonNode message) {
    if (json) {
      ObjectNode line = Json.object();
      for (String field : new String[] {"topic", "type", "id", "message", "ts"}) {
        line.set(field, message.path(field));
      }
      console.line(line.toString());
    } else {
      console.line(Json.text(message.path("message")));
    }
  }
}
