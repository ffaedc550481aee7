package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether a schema accepts all that another accepted, decided by what they look like. When it says
 * so, it is so; when it does not, it may be so nevertheless. Keywords that it does not know must be
 * as they were, with all that stands beside them.
 */
final class Compatibility {

  private static final Set<String> ALL_TYPES =
      Set.of("null", "boolean", "object", "array", "number", "integer", "string");
  private static final JsonNode ANYTHING = BooleanNode.TRUE;

  private Compatibility() {}

  /** Refuses a version that is not compatible with the one before, and says where. */
  static void check(JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (refers(before) || refers(after)) {
      throw incompatible("", "uses references, so it must stay as it is");
    }
    compare(before, after, "");
  }

  private static RuntimeException incompatible(String at, String sentence) {
    return SchemaError.SCHEMA_INCOMPATIBLE.because(
        "the schema at '"
            + at
            + "' "
            + sentence
            + "; a version accepts what the last one accepted");
  }

  /** What is referred to may have changed, in whichever sense it is used. */
  private static boolean refers(JsonNode schema) {
    return schema.findValue("$ref") != null
        || schema.findValue("$dynamicRef") != null
        || schema.findValue("$recursiveRef") != null;
  }

  private static void compare(JsonNode before, JsonNode after, String at) {
    JsonNode was = assertions(before);
    JsonNode is = assertions(after);
    if (was.equals(BooleanNode.FALSE) || (is.isEmpty() && !is.equals(BooleanNode.FALSE))) {
      return;
    }
    if (is.equals(BooleanNode.FALSE)) {
      throw incompatible(at, "accepts nothing any more");
    }
    Set<String> others = Vocabulary.others(was);
    others.addAll(Vocabulary.others(is));
    if (others.isEmpty()) {
      new Pair(was.isBoolean() ? JsonNodeFactory.instance.objectNode() : was, is, at).compare();
    } else if (!was.equals(is)) {
      throw incompatible(at, "uses " + others + ", so it must stay as it is");
    }
  }

  /** A schema without what refuses nothing. */
  private static JsonNode assertions(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode kept = object.objectNode();
    object
        .properties()
        .forEach(
            each -> {
              if (!Vocabulary.isAnnotation(each.getKey())) {
                kept.set(each.getKey(), each.getValue());
              }
            });
    return kept;
  }

  /** Two schemas that are objects, at the same place. */
  private record Pair(JsonNode was, JsonNode is, String at) {

    void compare() {
      Set<String> types = types(was);
      if (!types(is).containsAll(types)) {
        throw incompatible(at, "has a narrower type");
      }
      compareValues();
      if (types.contains("integer")) {
        compareBounds("minimum", "exclusiveMinimum", 1);
        compareBounds("maximum", "exclusiveMaximum", -1);
      }
      if (types.contains("string")) {
        compareSizes("minLength", "maxLength");
      }
      if (types.contains("array")) {
        compareSizes("minItems", "maxItems");
        Compatibility.compare(part(was, "items"), part(is, "items"), at + "/items");
      }
      if (types.contains("object")) {
        compareSizes("minProperties", "maxProperties");
        compareProperties();
      }
    }

    private static Set<String> types(JsonNode schema) {
      JsonNode type = schema.path("type");
      if (type.isMissingNode()) {
        return ALL_TYPES;
      }
      Set<String> types = new HashSet<>();
      if (type.isTextual()) {
        types.add(type.textValue());
      }
      type.forEach(each -> types.add(each.textValue()));
      if (types.contains("number")) {
        types.add("integer");
      }
      return types;
    }

    private void compareValues() {
      Set<JsonNode> values = new HashSet<>();
      was.path("enum").forEach(values::add);
      boolean few = was.has("enum") || was.has("const");
      if (was.has("const")) {
        values = Set.of(was.get("const"));
      }
      Set<JsonNode> allowed = new HashSet<>();
      is.path("enum").forEach(allowed::add);
      if (is.has("enum") && !(few && allowed.containsAll(values))) {
        throw incompatible(at, "has fewer values in 'enum'");
      }
      if (is.has("const") && !(few && Set.of(is.get("const")).containsAll(values))) {
        throw incompatible(at, "has another 'const'");
      }
    }

    /** A bound may be moved outwards: up for a sign of -1, down for 1. */
    private void compareBounds(String inclusive, String exclusive, int sign) {
      boolean closed =
          !is.has(inclusive)
              || reaches(inclusive, is.get(inclusive), sign, 0)
              || reaches(exclusive, is.get(inclusive), sign, 0);
      boolean open =
          !is.has(exclusive)
              || reaches(exclusive, is.get(exclusive), sign, 0)
              || reaches(inclusive, is.get(exclusive), sign, 1);
      if (!closed || !open) {
        throw incompatible(at, "has a narrower '" + (closed ? exclusive : inclusive) + "'");
      }
    }

    private boolean reaches(String keyword, JsonNode bound, int sign, int least) {
      return was.has(keyword)
          && sign * was.get(keyword).decimalValue().compareTo(bound.decimalValue()) >= least;
    }

    private void compareSizes(String least, String most) {
      BigDecimal atLeast = was.has(least) ? was.get(least).decimalValue() : BigDecimal.ZERO;
      if (is.has(least) && is.get(least).decimalValue().compareTo(atLeast) > 0) {
        throw incompatible(at, "has a larger '" + least + "'");
      }
      if (is.has(most) && !reaches(most, is.get(most), -1, 0)) {
        throw incompatible(at, "has a smaller '" + most + "'");
      }
    }

    private void compareProperties() {
      Set<JsonNode> required = new HashSet<>();
      was.path("required").forEach(required::add);
      for (JsonNode each : is.path("required")) {
        if (!required.contains(each)) {
          throw incompatible(at, "requires '" + each.textValue() + "'");
        }
      }
      JsonNode othersWere = part(was, "additionalProperties");
      JsonNode othersAre = part(is, "additionalProperties");
      Set<String> names = new LinkedHashSet<>();
      was.path("properties").fieldNames().forEachRemaining(names::add);
      is.path("properties").fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode valueWas = was.path("properties").path(name);
        JsonNode valueIs = is.path("properties").path(name);
        Compatibility.compare(
            valueWas.isMissingNode() ? othersWere : valueWas,
            valueIs.isMissingNode() ? othersAre : valueIs,
            Pointer.property(at, name));
      }
      Compatibility.compare(othersWere, othersAre, at + "/additionalProperties");
    }

    private static JsonNode part(JsonNode schema, String keyword) {
      return schema.has(keyword) ? schema.get(keyword) : ANYTHING;
    }
  }
}
