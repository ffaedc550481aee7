package dev.pubsub.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.pubsub.error.PubSubException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What is called compatible accepts every value that was accepted before. */
final class CompatibilityProperties {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int VALUES = 60;

  private final Validators validators = new Validators();

  @Property(tries = 2000)
  void whatIsCompatibleRefusesNothingThatWasAccepted(@ForAll long seed) {
    Random random = new Random(seed);
    JsonNode before = schema(random, 3);
    JsonNode after = random.nextInt(8) == 0 ? schema(random, 3) : changed(before, random);

    boolean compatible = isCompatible(before, after);

    Statistics.label("compatible").collect(compatible && !before.equals(after));
    Statistics.label("compatible")
        .coverage(found -> found.check(true).percentage(share -> share > 10));
    if (compatible) {
      Schema old = validators.of(before);
      Schema next = validators.of(after);
      for (int i = 0; i < VALUES; i++) {
        JsonNode value = value(random, 3);
        if (old.validate(value).isEmpty()) {
          assertThat(next.validate(value))
              .as("%s accepts %s, and %s does not", before, value, after)
              .isEmpty();
        }
      }
    }
  }

  private static boolean isCompatible(JsonNode before, JsonNode after) {
    try {
      Compatibility.check(before, after);
      return true;
    } catch (PubSubException e) {
      return false;
    }
  }

  private static JsonNode schema(Random random, int depth) {
    if (depth == 0 || random.nextInt(12) == 0) {
      return NODES.booleanNode(random.nextInt(4) > 0);
    }
    ObjectNode schema = NODES.objectNode();
    for (int i = random.nextInt(4); i >= 0; i--) {
      set(schema, random, depth);
    }
    return schema;
  }

  /** A schema of which a few keywords here or below are other ones, or gone. */
  private static JsonNode changed(JsonNode before, Random random) {
    if (!(before instanceof ObjectNode object)) {
      return schema(random, 1);
    }
    ObjectNode after = object.deepCopy();
    for (int i = random.nextInt(2); i >= 0; i--) {
      List<String> keywords = new java.util.ArrayList<>();
      after.fieldNames().forEachRemaining(keywords::add);
      String one = keywords.isEmpty() ? "" : keywords.get(random.nextInt(keywords.size()));
      JsonNode below = after.path(one);
      if (one.equals("properties") && !below.isEmpty()) {
        String name = below.fieldNames().next();
        ((ObjectNode) below).set(name, changed(below.get(name), random));
      } else if (one.equals("items") || one.equals("additionalProperties")) {
        after.set(one, changed(below, random));
      } else if (random.nextBoolean()) {
        after.remove(one);
      } else {
        set(after, random, 2);
      }
    }
    return after;
  }

  private static void set(ObjectNode schema, Random random, int depth) {
    switch (random.nextInt(14)) {
      case 0 -> schema.set("type", types(random));
      case 1 -> schema.set("enum", values(random));
      case 2 -> schema.set("const", value(random, 1));
      case 3 -> schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", number(random));
      case 4 -> schema.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", number(random));
      case 5 -> schema.put("minLength", random.nextInt(3));
      case 6 -> schema.put("maxLength", random.nextInt(3));
      case 7 -> schema.put(random.nextBoolean() ? "minItems" : "minProperties", random.nextInt(3));
      case 8 -> schema.put(random.nextBoolean() ? "maxItems" : "maxProperties", random.nextInt(3));
      case 9 -> schema.put("uniqueItems", random.nextBoolean());
      case 10 -> schema.set("items", schema(random, depth - 1));
      case 11 -> {
        ArrayNode required = schema.putArray("required");
        NAMES.stream().filter(name -> random.nextBoolean()).forEach(required::add);
      }
      case 12 -> {
        ObjectNode properties = schema.putObject("properties");
        for (String name : NAMES) {
          if (random.nextBoolean()) {
            properties.set(name, schema(random, depth - 1));
          }
        }
      }
      default -> schema.set("additionalProperties", schema(random, depth - 1));
    }
  }

  private static JsonNode types(Random random) {
    List<String> all = List.of("object", "array", "number", "integer", "string", "boolean", "null");
    if (random.nextBoolean()) {
      return NODES.textNode(all.get(random.nextInt(all.size())));
    }
    ArrayNode types = NODES.arrayNode();
    all.stream().filter(type -> random.nextBoolean()).forEach(types::add);
    return types.isEmpty() ? types.add("object") : types;
  }

  private static ArrayNode values(Random random) {
    ArrayNode values = NODES.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.add(value(random, 1));
    }
    return values;
  }

  private static BigDecimal number(Random random) {
    return BigDecimal.valueOf(random.nextInt(13) - 6).divide(BigDecimal.valueOf(2));
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> NODES.numberNode(random.nextInt(7) - 3);
      case 1 -> NODES.numberNode(number(random).doubleValue());
      case 2 -> NODES.textNode("ab".substring(random.nextInt(3)));
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.nullNode();
      case 5 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (String name : NAMES) {
          if (random.nextBoolean()) {
            object.set(name, value(random, depth - 1));
          }
        }
        yield object;
      }
    };
  }
}
