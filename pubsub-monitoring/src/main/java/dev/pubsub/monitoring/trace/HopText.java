package dev.pubsub.monitoring.trace;

import dev.pubsub.Hop;
import dev.pubsub.Hop.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Steps as texts, for nodes and people. */
final class HopText {

  private HopText() {}

  static Map<String, String> write(Hop hop) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("node", hop.node());
    fields.put("at", hop.at().toString());
    fields.put("step", hop.step().name().toLowerCase(Locale.ROOT));
    fields.put("where", hop.where());
    fields.put("detail", hop.detail());
    return fields;
  }

  /**
   * What another node wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static List<Hop> read(Object written) {
    if (!(written instanceof List<?> all)) {
      throw new IllegalArgumentException("not a list of steps");
    }
    return all.stream().map(HopText::readOne).toList();
  }

  private static Hop readOne(Object written) {
    if (!(written instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("not a step");
    }
    try {
      return new Hop(
          text(fields, "node"),
          Instant.parse(text(fields, "at")),
          Step.valueOf(text(fields, "step").toUpperCase(Locale.ROOT)),
          text(fields, "where"),
          text(fields, "detail"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(Map<?, ?> fields, String name) {
    return Objects.toString(fields.get(name), "");
  }
}
