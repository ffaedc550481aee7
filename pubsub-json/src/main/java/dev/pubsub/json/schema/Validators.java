package dev.pubsub.json.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.pubsub.json.payload.Mappers;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes validators of schemas. Nothing is ever fetched for them. */
final class Validators {

  private static final String OWN = "https://json-schema.org/draft/2020-12/";

  private final ObjectMapper mapper = Mappers.json();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.allow(iri -> iri.toString().startsWith(OWN)))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .failFast(true)
                          .formatAssertionsEnabled(false)
                          .locale(Locale.ROOT)
                          .pathType(PathType.JSON_POINTER)
                          .build()));
  private final Schema ofSchemas = registry.getSchema(SchemaLocation.of(Vocabulary.DIALECT));

  /** Reads JSON that is to be a schema, or to have one in it. */
  JsonNode read(byte[] utf8) {
    try {
      return mapper.readTree(utf8);
    } catch (IOException | NumberFormatException e) {
      throw SchemaError.BAD_SCHEMA.because("this is not JSON, or nested too deep");
    }
  }

  byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  /** Makes the validator of a schema that is one of JSON Schema. */
  Schema of(JsonNode schema) {
    if (!Numbers.areSound(schema)) {
      throw SchemaError.BAD_SCHEMA.because("a number of the schema is too large");
    }
    Optional<String> problem = problem(ofSchemas, schema);
    if (problem.isPresent()) {
      throw SchemaError.BAD_SCHEMA.because("this is no schema: " + problem.get());
    }
    String dialect = schema.path("$schema").asText(Vocabulary.DIALECT);
    if (!dialect.equals(Vocabulary.DIALECT)) {
      throw SchemaError.BAD_SCHEMA.because("'$schema' can only be " + Vocabulary.DIALECT);
    }
    try {
      Schema made = registry.getSchema(schema);
      made.validate(mapper.nullNode());
      return made;
    } catch (SchemaException e) {
      throw SchemaError.BAD_SCHEMA.because("the schema refers to what is not there");
    }
  }

  /** What is wrong with a value, and where, if anything is. */
  static Optional<String> problem(Schema schema, JsonNode value) {
    List<Error> errors = schema.validate(value);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "at '" + errors.get(0).getInstanceLocation() + "': " + errors.get(0).getMessage());
  }
}
