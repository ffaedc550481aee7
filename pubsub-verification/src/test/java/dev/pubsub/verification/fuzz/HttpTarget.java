package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.json.JsonPlugin;
import dev.pubsub.ws.http.Api;
import dev.pubsub.ws.http.ApiError;
import dev.pubsub.ws.http.OpenConnections;
import dev.pubsub.ws.http.PercentCoding;
import dev.pubsub.ws.http.Request;
import dev.pubsub.ws.http.Response;
import dev.pubsub.ws.http.ResponseTimes;
import dev.pubsub.ws.http.ServerState;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Limits;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Paths, queries and bodies, beside {@link PlainPercent} and {@link PlainJson}. */
public final class HttpTarget implements Fuzz.Target, AutoCloseable {

  private static final int MAX_DEPTH = 64;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE", "PUT");
  private static final List<String> PATHS =
      List.of(
          "/api/topics",
          "/api/topics/room%3A1",
          "/api/topics/gr%C3%BC%C3%9F",
          "/api/topics/room%3A1/history",
          "/api/topics/room:*/history",
          "/api/topics/room:*/replay",
          "/api/replays/1",
          "/api/topics/room:1/subscribers",
          "/api/settings",
          "/api/settings/pubsub.trace.rate",
          "/api/connections",
          "/api/connections/1",
          "/api/broadcast",
          "/api/topics/room%3A1/cloudevents",
          "/api/topics/room%3A1/cloudevents/1",
          "/api/schemas",
          "/api/schemas/s",
          "/api/request",
          "/api/stats",
          "/api/health",
          "/api/buses",
          "/api/buses/default/topics/a",
          "/api/buses/other/stats",
          "/healthz/live");
  private static final List<String> QUERIES =
      List.of(
          "",
          "after=a&limit=5",
          "since=2030-01-01T00%3A00%3A00Z",
          "limit=3",
          "vsn=2.0.0&capacity=10",
          "a=%F0%9F%8C%8D+1&b&=&a=2");
  private static final List<String> PIECES =
      List.of(
          "%",
          "%2",
          "%2F",
          "%3a",
          "%00",
          "%ff",
          "%C3",
          "%C3%BC",
          "%ed%a0%80",
          "%c0%80",
          "%+1",
          "%-1",
          "%\uff11\uff12",
          "+",
          "&",
          "&&",
          "=",
          "/",
          "//",
          "..",
          "?",
          "ü",
          "\ud800",
          "limit=0",
          "\0");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "Application/JSON; charset=utf-8",
          "application/cloudevents+json",
          "text/plain",
          "",
          ";");
  private static final String BROADCAST = "/api/broadcast";
  private static final List<String> BODIES =
      List.of(
          "{\"topic\":\"room:1\",\"message\":%s}",
          "{\"topics\":\"a:b:c:d\",\"schema\":{\"items\":%s}}",
          "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":%s}",
          "{\"topic\":\"room:1\",\"message\":1,\"priority\":%s}",
          "{\"topic\":\"room:1\",\"message\":1,\"ttl_ms\":%s}",
          "{\"topic\":\"room:1\",\"message\":1,\"dedup_id\":%s,\"delay_ms\":5}",
          "{\"messages\":[{\"topic\":\"room:1\",\"event\":\"e\",\"payload\":1,\"key\":%s}]}",
          "{\"messages\":%s}",
          "{\"topic\":\"room:1\",\"message\":1,\"gather\":%s}",
          "{\"names\":[\"room:1\",%s]}",
          "{\"name\":\"room:2\",\"a\":%s}",
          "{\"to\":\"b\",\"last\":5,\"speed\":%s}",
          "%s");

  private final Json json = new Json(MAX_DEPTH);
  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .plugin(new JsonPlugin())
          .set("pubsub.plugin.json.schemas.enabled", "true")
          .set("pubsub.topics.max", "200")
          .set("pubsub.history", "room:*=10")
          .open();
  private final Api api =
      new Api(
          pubsub.gateway(),
          List.of(pubsub.bus()),
          json,
          new Limits(100, 1000, 1000, 0, 10),
          new ServerState(Clock.systemUTC()),
          new ResponseTimes(),
          new OpenConnections());

  /** The target, with a bus of its own. */
  public HttpTarget() {}

  @Override
  public void tryOne(Random random) {
    Mutator mutator = new Mutator(random);
    Optional<Map<String, String>> query = query(mutator.mutate(mutator.oneOf(QUERIES), PIECES));
    byte[] body = mutator.oneOf(BODIES).formatted(new JsonTexts(random).value()).getBytes(UTF_8);
    String type = mutator.oneOf(TYPES);
    Request request =
        new Request(
            mutator.oneOf(METHODS),
            mutator.mutate(mutator.oneOf(PATHS), PIECES),
            query.orElse(Map.of()),
            Optional.of(type),
            Optional.of(mutator.mutate("\"key-1\"", PIECES)),
            () -> Map.of("content-type", type),
            random.nextBoolean() ? body : mutator.mutate(body));
    answer(request);
    answer(
        new Request(
            "POST",
            BROADCAST,
            Map.of(),
            Optional.of(TYPES.get(0)),
            Optional.empty(),
            Map::of,
            request.body()));
  }

  private static Optional<Map<String, String>> query(String text) {
    Optional<Map<String, String>> read = PercentCoding.query(text);
    Map<String, String> wanted = new LinkedHashMap<>();
    boolean right = true;
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      Optional<String> name = PlainPercent.decode(parts[0].replace("+", "%20"));
      Optional<String> value =
          PlainPercent.decode(parts.length == 1 ? "" : parts[1].replace("+", "%20"));
      right &= name.isPresent() && value.isPresent();
      if (right && !pair.isEmpty()) {
        wanted.putIfAbsent(name.get(), value.get());
      }
    }
    assertThat(read)
        .as("the query %s", text)
        .isEqualTo(right ? Optional.of(wanted) : Optional.empty());
    return read;
  }

  private void answer(Request request) {
    Response response = responseTo(request);
    int status = response.status();
    String body = new String(response.body().apply(json), UTF_8);
    assertThat(body).isNotEmpty();
    if (status >= 300) {
      assertThat(status).isBetween(400, 499);
      assertThat(body).startsWith("{\"error\":\"").contains("\"code\":\"");
    }
    boolean readable =
        request.path().startsWith("/")
            && Arrays.stream(request.path().substring(1).split("/", -1))
                .allMatch(segment -> PlainPercent.decode(segment).isPresent());
    if (!readable) {
      assertThat(status).as("the path %s", request.path()).isIn(400, 404);
    }
    if (request.path().equals(BROADCAST) && request.method().equals("POST")) {
      compareBroadcast(request, status);
    }
  }

  private Response responseTo(Request request) {
    try {
      // Nobody answers, which is known at once.
      return api.answer(request).join();
    } catch (ApiError e) {
      return e.response();
    }
  }

  private static void compareBroadcast(Request request, int status) {
    String body = new String(request.body(), UTF_8);
    Optional<PlainJson.Value> plain = PlainJson.read(request.body());
    if (plain.isPresent() && plain.get().strange()) {
      return;
    }
    boolean right =
        request.contentType().orElse("").toLowerCase(Locale.ROOT).startsWith("application/json")
            && plain.isPresent()
            && plain.get().depth() <= MAX_DEPTH
            && PlainPublish.isRight(plain.get().value(), request.idempotencyKey());
    if (right) {
      assertThat(status).as("the body %s", body).isIn(OK, ACCEPTED, 429);
    } else {
      assertThat(status).as("the body %s", body).isIn(400, 415);
    }
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
