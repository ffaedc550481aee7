package dev.pubsub.json.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;

/**
 * Jackson, set up for what strangers send: no class is ever named by the data, and depth and size
 * are bounded. Whoever reads is tolerant of fields that it does not know, and of nothing else.
 */
public final class Mappers {

  /** How deep arrays and objects may be nested. */
  public static final int MAX_DEPTH = 100;

  /** The most digits of a number. */
  public static final int MAX_DIGITS = 400;

  /** The most bytes, or characters, of a text that is read. */
  public static final int MAX_LENGTH = 4 * 1024 * 1024;

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(MAX_DIGITS)
          .maxDocumentLength(MAX_LENGTH)
          .maxStringLength(MAX_LENGTH)
          .build();

  private Mappers() {}

  /**
   * For JSON in UTF-8.
   *
   * @return a mapper of its own, which any thread may use
   */
  public static ObjectMapper json() {
    return careful(
        JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(CONSTRAINTS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // Interning names that strangers choose would grow a table of the whole process.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // It is UTF-8; bytes that look like UTF-16 or UTF-32 are no other way to write it.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build()));
  }

  /**
   * For CBOR (RFC 8949).
   *
   * @return the one mapper of all who ask, which any thread may use and nobody changes
   */
  public static ObjectMapper cbor() {
    return Cbor.SHARED;
  }

  /** Made when somebody first asks. */
  private static final class Cbor {
    private static final ObjectMapper SHARED =
        careful(
            CBORMapper.builder(
                CBORFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build()));
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M careful(
      MapperBuilder<M, B> builder) {
    return builder
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES)
        .build();
  }
}
