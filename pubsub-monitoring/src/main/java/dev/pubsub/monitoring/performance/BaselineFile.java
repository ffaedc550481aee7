package dev.pubsub.monitoring.performance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.error.PubSubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Baselines as a file of JSON. */
final class BaselineFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BaselineFile() {}

  /**
   * Reads the baseline of each bus.
   *
   * @throws dev.pubsub.error.PubSubException with BAD_BASELINE when the file is none
   */
  static Map<String, Baseline> read(Path file) {
    Map<String, Baseline> baselines = new TreeMap<>();
    try {
      JsonNode buses = MAPPER.readTree(Files.readAllBytes(file)).path("buses");
      if (!buses.isObject()) {
        throw new IOException("it has no object called buses");
      }
      for (Map.Entry<String, JsonNode> bus : buses.properties()) {
        Instant savedAt = Instant.parse(bus.getValue().path("saved_at").asText());
        baselines.put(bus.getKey(), new Baseline(savedAt, values(bus.getValue())));
      }
    } catch (IOException | DateTimeException e) {
      throw bad(file + " is no file of baselines", e);
    }
    return baselines;
  }

  private static PubSubException bad(String what, Exception why) {
    return new PubSubException(
        PerformanceError.BAD_BASELINE,
        what + ", mend or remove it, or set another file: " + why.getMessage(),
        why);
  }

  private static Map<Watched, List<Double>> values(JsonNode bus) throws IOException {
    Map<Watched, List<Double>> values = new EnumMap<>(Watched.class);
    for (Watched watched : Watched.values()) {
      List<Double> list = new ArrayList<>();
      for (JsonNode value : bus.path(key(watched))) {
        if (!value.isNumber()) {
          throw new IOException(key(watched) + " has " + value + ", which is no number");
        }
        list.add(value.doubleValue());
      }
      values.put(watched, list);
    }
    return values;
  }

  /**
   * Writes the baseline of each bus in place of what the file had before, whole or not at all.
   *
   * @throws dev.pubsub.error.PubSubException with BAD_BASELINE when it cannot be written
   */
  static void write(Path file, Map<String, Baseline> baselines) {
    ObjectNode buses = MAPPER.createObjectNode();
    baselines.forEach(
        (bus, baseline) -> {
          ObjectNode fields = buses.putObject(bus).put("saved_at", baseline.savedAt().toString());
          baseline
              .values()
              .forEach(
                  (watched, values) -> {
                    ArrayNode array = fields.putArray(key(watched));
                    values.forEach(array::add);
                  });
        });
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, MAPPER.writeValueAsBytes(MAPPER.createObjectNode().set("buses", buses)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw bad(file + " cannot be written", e);
    }
  }

  private static String key(Watched watched) {
    return watched.name().toLowerCase(Locale.ROOT);
  }
}
