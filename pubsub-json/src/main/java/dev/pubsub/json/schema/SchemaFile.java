package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A schema as it stands in a file, or in the body of a request. */
final class SchemaFile {

  private SchemaFile() {}

  /** Adds all versions of a file. */
  static void addAll(Schemas schemas, String name, JsonNode file) {
    JsonNode versions = file.path("versions");
    if (!versions.isArray() || versions.isEmpty()) {
      throw SchemaError.BAD_SCHEMA.because("'versions' must be an array of schemas");
    }
    versions.forEach(schema -> schemas.put(name, topics(file), schema));
  }

  /** Adds the one version of a request, made of what strangers may use. */
  static SchemaVersion add(Schemas schemas, String name, JsonNode request) {
    JsonNode schema = request.path("schema");
    if (!schema.isObject() && !schema.isBoolean()) {
      throw SchemaError.BAD_SCHEMA.because("'schema' must be an object or a boolean");
    }
    Vocabulary.check(schema);
    return schemas.put(name, topics(request), schema);
  }

  private static String topics(JsonNode from) {
    if (!from.path("topics").isTextual()) {
      throw SchemaError.BAD_SCHEMA.because("'topics' must be a topic or a pattern");
    }
    return from.path("topics").textValue();
  }
}
