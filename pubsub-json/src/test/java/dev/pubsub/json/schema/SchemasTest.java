package dev.pubsub.json.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.json.JsonPlugin;
import dev.pubsub.signal.Headers;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.RecordingSubscriber;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of topics, from their first version to the signal that is refused. */
final class SchemasTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String READING =
      "{\"type\":\"object\",\"properties\":{\"celsius\":{\"type\":\"number\"}},"
          + "\"required\":[\"celsius\"]}";
  private static final String WIDER = READING.replace(",\"required\":[\"celsius\"]", "");

  private final JsonPlugin plugin = new JsonPlugin();
  private final PubSub pubsub = open(plugin);

  private static PubSub open(JsonPlugin plugin, String... settings) {
    var builder =
        PubSub.builder()
            .discover(false)
            .plugin(plugin)
            .set("pubsub.buses", "audit")
            .set("pubsub.plugin.json.schemas.enabled", "true");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    return builder.open();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private Schemas schemas() {
    return plugin.schemas().of("default");
  }

  private static ErrorCode code(PublishResult result) {
    return ((Rejected) result).code();
  }

  private static PubSubException refusal(Runnable task, SchemaError code) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, task::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }

  private EndpointResponse ask(String method, String path, String name, String body) {
    Endpoint asked =
        pubsub.gateway().endpoints().stream()
            .filter(each -> each.toString().equals(method + " " + path))
            .findFirst()
            .orElseThrow();
    try (Session session =
        pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT)) {
      return asked
          .handler()
          .answer(
              new EndpointRequest(
                  session, Map.of("name", name), Map.of(), Map.of(), body.getBytes(UTF_8)));
    }
  }

  private EndpointResponse put(String name, String topics, String schema) {
    return ask(
        "PUT",
        "/api/schemas/{name}",
        name,
        "{\"topics\":\"" + topics + "\",\"schema\":" + schema + "}");
  }

  private static String text(EndpointResponse response) {
    return new String(response.body(), UTF_8);
  }

  // ---- signals

  @Test
  void aSignalThatIsWrongIsRefusedWithThePlace() throws InterruptedException {
    RecordingSubscriber inside = new RecordingSubscriber();
    pubsub.bus().subscribe("**", inside);
    schemas().put("reading", "sensor:*", READING);

    Rejected refused = (Rejected) pubsub.bus().publish("sensor:1", Map.of("celsius", "warm"));
    Rejected missing = (Rejected) pubsub.bus().publish("sensor:1", Map.of());

    assertThat(refused.code()).isEqualTo(SchemaError.SCHEMA_VIOLATION);
    assertThat(refused.reason())
        .startsWith("not what the schema reading/1 wants: at '/celsius': ")
        .contains("number");
    assertThat(missing.reason()).contains("at ''", "celsius");
    assertThat(pubsub.bus().publish("room:1", "anything")).isInstanceOf(Accepted.class);
    assertThat(pubsub.bus("audit").publish("sensor:1", "anything")).isInstanceOf(Accepted.class);
    assertThat(pubsub.bus().publish("sensor:1", Map.of("celsius", 21.5)))
        .isInstanceOf(Accepted.class);
    assertThat(inside.await(2, PATIENCE).get(1).headers())
        .isEqualTo(Headers.of("schema", "reading/1"));
    assertThat(inside.signals().get(0).headers()).isEqualTo(Headers.NONE);
  }

  @Test
  void textAndBytesThatAreJsonAndRecordsAreLookedInto() {
    record Reading(double celsius) {}
    schemas().put("reading", "sensor:*", READING);

    assertThat(pubsub.bus().publish("sensor:1", "{\"celsius\":1}")).isInstanceOf(Accepted.class);
    assertThat(pubsub.bus().publish("sensor:1", "{\"celsius\":1}".getBytes(UTF_8)))
        .isInstanceOf(Accepted.class);
    assertThat(pubsub.bus().publish("sensor:1", new Reading(1))).isInstanceOf(Accepted.class);
    for (Object wrong : List.of("{}", "warm", 1, new byte[] {1}, new Object())) {
      assertThat(code(pubsub.bus().publish("sensor:1", wrong)))
          .isEqualTo(SchemaError.SCHEMA_VIOLATION);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999", "-1e99999999", "1e-99999999"})
  void aNumberThatWouldFillMemoryIsRefused(String number) {
    schemas().put("few", "sensor:*", "{\"properties\":{\"a\":{\"enum\":[1,2]}}}");

    for (Object value : List.of(new BigDecimal(number), List.of(new BigDecimal(number)))) {
      assertThat(code(pubsub.bus().publish("sensor:1", Map.of("a", value))))
          .isEqualTo(SchemaError.SCHEMA_VIOLATION);
    }
    assertThat(code(pubsub.bus().publish("sensor:1", Map.of("a", Double.NaN))))
        .isEqualTo(SchemaError.SCHEMA_VIOLATION);
  }

  @Test
  void theNewestVersionHoldsAndAllSchemasOfATopic() {
    schemas().put("reading", "sensor:*", READING);
    assertThat(code(pubsub.bus().publish("sensor:1", Map.of())))
        .isEqualTo(SchemaError.SCHEMA_VIOLATION);

    assertThat(schemas().put("reading", "sensor:*", WIDER)).hasToString("reading/2");
    schemas().put("small", "sensor:1", "{\"maxProperties\":1}");

    assertThat(pubsub.bus().publish("sensor:1", Map.of())).isInstanceOf(Accepted.class);
    assertThat(pubsub.bus().publish("sensor:2", Map.of("a", 1, "b", 2)))
        .isInstanceOf(Accepted.class);
    assertThat(code(pubsub.bus().publish("sensor:1", Map.of("a", 1, "b", 2))))
        .isEqualTo(SchemaError.SCHEMA_VIOLATION);
  }

  @Test
  void aSignalWithoutRoomForTheHeaderIsRefused() {
    schemas().put("any", "room:*", "{}");
    Headers full = Headers.NONE;
    for (int i = 0; i < Headers.MAX_COUNT; i++) {
      full = full.with("h" + i, "");
    }

    assertThat(pubsub.bus().publish("room:1", "x", PublishOptions.DEFAULT.withHeaders(full)))
        .isInstanceOf(Rejected.class);
  }

  // ---- versions

  @Test
  void aNameKeepsItsTopicsAndGrowsWider() {
    assertThat(schemas().put("reading", "sensor:*", READING).number()).isEqualTo(1);
    assertThat(schemas().put("reading", "sensor:*", READING).number()).isEqualTo(1);
    assertThat(schemas().put("reading", "sensor:*", WIDER).number()).isEqualTo(2);

    PubSubException narrower =
        refusal(
            () -> schemas().put("reading", "sensor:*", READING), SchemaError.SCHEMA_INCOMPATIBLE);
    refusal(() -> schemas().put("reading", "room:*", WIDER), SchemaError.SCHEMA_INCOMPATIBLE);

    assertThat(narrower).hasMessageContaining("requires 'celsius'");
    assertThat(schemas().versions("reading"))
        .extracting(SchemaVersion::number)
        .containsExactly(1, 2);
    assertThat(schemas().newest()).hasSize(1);
  }

  @Test
  void thereAreBounds() {
    for (int i = 0; i < Schemas.MAX_VERSIONS; i++) {
      schemas().put("long", "room:*", "{\"maxLength\":" + i + "}");
    }
    refusal(
        () -> schemas().put("long", "room:*", "{\"maxLength\":1000}"),
        SchemaError.TOO_MANY_SCHEMAS);
    for (int i = 1; i < Schemas.MAX_NAMES; i++) {
      schemas().put("s" + i, "s:" + i, "true");
    }
    refusal(() -> schemas().put("more", "m", "true"), SchemaError.TOO_MANY_SCHEMAS);
    refusal(
        () -> schemas().put("s1", "s:1", "{\"title\":\"" + "x".repeat(Schemas.MAX_BYTES) + "\"}"),
        SchemaError.BAD_SCHEMA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"text\"}",
        "{\"type\":1}",
        "{\"minLength\":-1}",
        "{\"properties\":[]}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "{\"$ref\":\"#/$defs/none\"}",
        "{\"$ref\":\"file:///etc/passwd\"}",
        "{\"items\":[{}]}",
        "{\"minimum\":1e400}",
        "[]",
        "{",
        "",
      })
  void whatIsNoSchemaIsRefused(String schema) {
    refusal(() -> schemas().put("bad", "room:*", schema), SchemaError.BAD_SCHEMA);
    assertThat(schemas().newest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "../a"})
  void aNameIsPlain(String name) {
    refusal(() -> schemas().put(name, "room:*", "true"), SchemaError.BAD_SCHEMA);
  }

  // ---- strangers

  @Test
  void nothingIsEverFetched() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(200);
      String there = "http://127.0.0.1:" + server.getLocalPort() + "/schema.json";
      refusal(
          () -> schemas().put("far", "room:*", "{\"$ref\":\"" + there + "\"}"),
          SchemaError.BAD_SCHEMA);
      assertThat(catchThrowableOfType(SocketTimeoutException.class, server::accept)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pattern\":\"(a+)+$\"}",
        "{\"properties\":{\"a\":{\"patternProperties\":{\"(a+)+$\":{}}}}}",
        "{\"items\":{\"$ref\":\"#\"}}",
        "{\"additionalProperties\":{\"multipleOf\":0.1}}",
        "{\"anyOf\":[{},{}]}",
        "{\"uniqueItems\":true}",
        "{\"$id\":\"http://example.com/\"}",
      })
  void strangersUseNoKeywordThatCouldTakeLong(String schema) {
    refusal(() -> put("odd", "room:*", schema), SchemaError.BAD_SCHEMA);
  }

  @Test
  void strangersNestNoDeeperThanIsSound() {
    String deep = "{\"items\":".repeat(40) + "true" + "}".repeat(40);

    refusal(() -> put("deep", "room:*", deep), SchemaError.BAD_SCHEMA);
  }

  @Test
  void aSchemaIsPutAndFoundOverHttp() {
    assertThat(text(put("reading", "sensor:*", READING)))
        .isEqualTo("{\"name\":\"reading\",\"topics\":\"sensor:*\",\"version\":1}");
    assertThat(text(put("reading", "sensor:*", WIDER))).contains("\"version\":2");
    assertThat(text(ask("GET", "/api/schemas", "", "")))
        .isEqualTo("{\"schemas\":[{\"name\":\"reading\",\"topics\":\"sensor:*\",\"version\":2}]}");
    assertThat(text(ask("GET", "/api/schemas/{name}", "reading", "")))
        .endsWith("\"bus\":\"default\",\"versions\":[" + READING + "," + WIDER + "]}");
    refusal(() -> ask("GET", "/api/schemas/{name}", "other", ""), SchemaError.SCHEMA_NOT_FOUND);
    refusal(() -> put("reading", "sensor:*", "1"), SchemaError.BAD_SCHEMA);
    refusal(
        () -> ask("PUT", "/api/schemas/{name}", "a", "{\"schema\":{}}"), SchemaError.BAD_SCHEMA);
  }

  // ---- the folder

  @Test
  void aFolderIsReadAtStart(@TempDir Path folder) throws IOException {
    String any = "{\"anyOf\":[{\"type\":\"string\"},{\"pattern\":\"a\"}]}";
    Files.writeString(
        folder.resolve("reading.json"),
        "{\"topics\":\"sensor:*\",\"versions\":[" + READING + "," + WIDER + "]}");
    Files.writeString(
        folder.resolve("any.json"),
        "{\"bus\":\"audit\",\"topics\":\"room:*\",\"versions\":[" + any + "]}");
    Files.writeString(folder.resolve("notes.txt"), "no schema");
    JsonPlugin reading = new JsonPlugin();
    try (PubSub other = open(reading, "pubsub.plugin.json.schemas.dir", folder.toString())) {
      assertThat(reading.schemas().of("default").newest())
          .extracting(SchemaVersion::toString)
          .containsExactly("reading/2");
      assertThat(other.bus("audit").publish("room:1", "x")).isInstanceOf(Accepted.class);
      assertThat(other.bus("audit").publish("room:1", 1)).isInstanceOf(Accepted.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"topics\":\"a\"}",
        "{\"topics\":\"a\",\"versions\":[]}",
        "{\"versions\":[true]}",
        "{\"topics\":\"a\",\"versions\":[{\"type\":1}]}",
      })
  void aFileThatIsWrongStopsTheStart(String content, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("wrong.json"), content);

    PubSubException refusal =
        refusal(
            () ->
                open(new JsonPlugin(), "pubsub.plugin.json.schemas.dir", folder.toString()).close(),
            SchemaError.BAD_SCHEMA);

    assertThat(refusal).hasMessageContaining("wrong.json");
  }

  @Test
  void withoutBeingAskedForThereAreNoSchemas() {
    try (PubSub plain = PubSub.builder().discover(false).plugin(new JsonPlugin()).open()) {
      assertThat(plain.gateway().endpoints())
          .noneMatch(each -> each.path().toString().startsWith("/api/schemas"));
    }
  }
}
