package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buses of presets, by name, from outside. */
final class PresetsIT {

  @TempDir private Path folder = Path.of("");

  @Test
  void theTenStandardOnesAreServedByName() throws Exception {
    try (RunningServer server = new RunningServer(folder, Map.of(), "--presets");
        Program sub = server.client("sub", "system_alerts:*", "--bus", "alerts")) {
      sub.saying("subscribed");
      try (Program pub =
          server.client("pub", "system_alerts:critical", "disk full", "--bus", "alerts")) {
        assertThat(pub.status()).as(pub.err()).isZero();
      }
      assertThat(sub.lines(1)).containsExactly("disk full");

      String buses =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.url() + "/api/buses")).build(),
                  BodyHandlers.ofString())
              .body();
      assertThat(buses).contains("\"count\":11", "\"name\":\"lifecycle\"");
    }
  }

  @Test
  void theListOfSettingsSaysWhichPresetAValueIsFrom() throws IOException {
    Files.writeString(
        folder.resolve("pubsub.yaml"),
        "overflow: drop-oldest\nbuses:\n  trail: { preset: audit, capacity: 5000 }\n");
    List<String> command =
        List.of(Program.ROOT.resolve("pubsub").toString(), "serve", "--print-config");
    try (Program shown = Program.start(folder, Map.of(), command)) {
      assertThat(shown.status()).as(shown.err()).isZero();
      assertThat(shown.out().lines().map(line -> line.replaceAll(" +#", " #")))
          .contains(
              "pubsub.bus.trail.preset: audit # pubsub.yaml:3",
              "pubsub.bus.trail.capacity: 5000 # pubsub.yaml:3",
              "pubsub.bus.trail.overflow: wait # preset audit",
              "pubsub.overflow: drop-oldest # pubsub.yaml:1");
    }
  }
}
