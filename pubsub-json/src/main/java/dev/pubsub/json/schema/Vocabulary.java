package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keywords of JSON Schema by what is known of them here. Those that can be compared are all
 * that strangers may use: none of them refers to another place, and none takes longer than the
 * value is large.
 */
final class Vocabulary {

  /** The one dialect. */
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final int MAX_DEPTH = 32;

  /** They say something, but refuse nothing. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly",
          "format");

  private static final Set<String> COMPARED =
      Set.of(
          "type",
          "enum",
          "const",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "items",
          "minProperties",
          "maxProperties",
          "required",
          "properties",
          "additionalProperties");

  private Vocabulary() {}

  static boolean isAnnotation(String keyword) {
    return ANNOTATIONS.contains(keyword);
  }

  /** The keywords of a schema that cannot be compared. */
  static Set<String> others(JsonNode schema) {
    Set<String> others = new TreeSet<>();
    schema.fieldNames().forEachRemaining(others::add);
    others.removeAll(ANNOTATIONS);
    others.removeAll(COMPARED);
    return others;
  }

  /** Refuses a schema of a stranger that uses any other keyword, or is nested too deep. */
  static void check(JsonNode schema) {
    check(schema, "", MAX_DEPTH);
  }

  private static void check(JsonNode schema, String at, int depth) {
    Set<String> others = others(schema);
    if (!others.isEmpty() || depth == 0) {
      throw SchemaError.BAD_SCHEMA.because(
          depth == 0
              ? "the schema is nested more than " + MAX_DEPTH + " deep"
              : "the schema at '" + at + "' uses " + others + ", which is not taken over HTTP");
    }
    for (String each : Set.of("items", "additionalProperties")) {
      if (schema.has(each)) {
        check(schema.get(each), at + "/" + each, depth - 1);
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(each -> check(each.getValue(), Pointer.property(at, each.getKey()), depth - 1));
  }
}
