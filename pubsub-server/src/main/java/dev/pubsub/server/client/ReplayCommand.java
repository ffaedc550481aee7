package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import java.util.Optional;

final class ReplayCommand implements Command {

  private static final Parameter<String> TOPIC =
      new Parameter<>("TOPIC", Reader.TEXT, "A topic or a pattern.");

  private static final Option<String> TO =
      new Option<>(
          "--to",
          "TOPIC",
          Reader.TEXT,
          "Publish to this topic, or below it if it ends in ':*', instead of printing.");

  private static final Option<Double> SPEED =
      new Option<>(
          "--speed",
          "X",
          Reader.DOUBLE,
          "With --to: 1 as it was, 2 twice as fast, 0 as fast as possible (default: 1).");

  private final Console console;

  ReplayCommand(Console console) {
    this.console = console;
  }

  /** Where to begin: one of these. */
  private record Start(Optional<String> from, Optional<String> since, int last) {

    static final Option<String> FROM =
        new Option<>("--from", "POSITION", Reader.TEXT, "Behind a position.");

    static final Option<String> SINCE =
        new Option<>(
            "--since",
            "TIME",
            Reader.TEXT,
            "At a time such as 2030-01-31T12:00:00Z, or milliseconds since 1970.");

    static final Option<Integer> LAST =
        new Option<>("--last", "N", Reader.INTEGER, "With the newest N.");

    static Start of(Arguments arguments) {
      return new Start(arguments.find(FROM), arguments.find(SINCE), arguments.find(LAST).orElse(0));
    }

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
  public Usage usage() {
    return Usage.of(
            "Prints what is kept of a topic, or publishes it once more to another one.",
            TOPIC,
            TO,
            SPEED,
            SignalFormat.AS_JSON)
        .with(Target.OPTIONS)
        .withOneOf(Start.FROM, Start.SINCE, Start.LAST);
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    Api api = new Api(Target.of(arguments));
    if (arguments.has(TO)) {
      begin(api, arguments);
      console.flush();
      return 0;
    }
    boolean gap = print(api, arguments);
    console.flush();
    if (gap) {
      console.err().println("GAP: some of it is not kept any more");
    }
    return gap ? 1 : 0;
  }

  private static String path(Arguments arguments) {
    return "/topics/" + Api.encoded(arguments.get(TOPIC));
  }

  private void begin(Api api, Arguments arguments) throws InterruptedException {
    String where = arguments.find(TO).orElseThrow();
    ObjectNode request =
        Json.object().put("to", where).put("speed", arguments.find(SPEED).orElse(1.0));
    Start.of(arguments).addTo(request);
    JsonNode replay = api.post(path(arguments) + "/replay", request).expectOk().json();
    console.line(
        arguments.has(SignalFormat.AS_JSON)
            ? replay.toString()
            : "replay %s: %s signals of %s to %s"
                .formatted(
                    replay.path("id").asText(),
                    replay.path("total").asText(),
                    arguments.get(TOPIC),
                    where));
  }

  /** Prints page by page; whether something was missing. */
  private boolean print(Api api, Arguments arguments) throws InterruptedException {
    String history = path(arguments) + "/history?";
    JsonNode page = api.get(history + Start.of(arguments).query()).expectOk().json();
    boolean json = arguments.has(SignalFormat.AS_JSON);
    boolean gap = page.path("gap").asBoolean();
    while (page.path("count").asInt() > 0) {
      page.path("messages").forEach(message -> print(message, json));
      page =
          api.get(history + "after=" + Api.encoded(page.path("position").asText()))
              .expectOk()
              .json();
      gap |= page.path("gap").asBoolean();
    }
    return gap;
  }

  private void print(JsonNode message, boolean json) {
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
