package dev.pubsub.verification.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pubsub.verification.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The service of compose.yaml may do no more than it needs, and is the image of the Dockerfile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ComposeIT {

  /** How long a server may take that is told to end; ServeCommand holds to it. */
  private static final int SECONDS_TO_END = 15;

  private JsonNode services;
  private JsonNode service;

  @BeforeAll
  void read() throws IOException {
    services =
        new YAMLMapper().readTree(Program.ROOT.resolve("compose.yaml").toFile()).path("services");
    service = services.path("pubsub");
  }

  @Test
  void itIsOneServiceBuiltHere() {
    assertThat(services).hasSize(1);
    assertThat(service.path("build").asText()).isEqualTo(".");
  }

  @Test
  void itsPortIsForThisMachine() {
    assertThat(texts("ports")).containsExactly("127.0.0.1:4000:4000");
  }

  @Test
  void itsHealthIsAskedForAsTheImageDoes() throws IOException {
    Path file = Program.ROOT.resolve("Dockerfile");
    Image image = new Image(file, Dockerfile.parse(Files.readString(file)).last());
    List<String> test =
        StreamSupport.stream(service.path("healthcheck").path("test").spliterator(), false)
            // Compose fills in variables of its own, unless the sign is written twice.
            .map(word -> word.asText().replace("$$", "$"))
            .toList();

    assertThat(test).startsWith("CMD");
    assertThat(test.subList(1, test.size())).isEqualTo(image.health());
  }

  @Test
  void itCanDoNothingBesides() {
    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(texts("tmpfs")).containsExactly("/tmp");
    assertThat(texts("cap_drop")).containsExactly("ALL");
    assertThat(texts("security_opt")).containsExactly("no-new-privileges:true");
    assertThat(service.has("cap_add")).isFalse();
    assertThat(service.has("privileged")).isFalse();
    assertThat(service.has("user")).isFalse();
  }

  @Test
  void itIsGivenTheTimeToDrain() {
    String grace = service.path("stop_grace_period").asText();
    assertThat(grace).matches("\\d+s");
    assertThat(Integer.parseInt(grace.replace("s", ""))).isGreaterThan(SECONDS_TO_END);
  }

  private List<String> texts(String field) {
    return StreamSupport.stream(service.path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
