package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The schemas of one bus. Of each the newest version holds, and earlier ones can be looked up. Any
 * thread may use it; nothing blocks for longer than it takes to read a schema.
 */
public final class Schemas {

  /** The most names. */
  public static final int MAX_NAMES = 1000;

  /** The most versions of one. */
  public static final int MAX_VERSIONS = 50;

  /** The largest schema, in bytes of JSON. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Of so many topics it is remembered which schemas are for them. */
  private static final int REMEMBERED = 10_000;

  private final Supplier<Validators> validators;
  private final Map<String, List<Compiled>> versions = new TreeMap<>();
  private final Map<String, List<Compiled>> byTopic = new ConcurrentHashMap<>();
  private volatile boolean empty = true;

  /** A version, and what checks values by it. */
  record Compiled(SchemaVersion version, Schema validator) {}

  Schemas(Supplier<Validators> validators) {
    this.validators = validators;
  }

  /**
   * Adds a version, unless the newest is the same. From then on it holds for its topics.
   *
   * @param name 1 to 64 letters, digits, dots, dashes and underscores
   * @param topics a topic or a pattern, which stays the same for all versions of a name
   * @param json a schema of JSON Schema 2020-12, trusted not to take long: see {@code
   *     docs/schemas.md}
   * @return the version that holds now
   * @throws PubSubException with BAD_SCHEMA, BAD_PATTERN, TOO_MANY_SCHEMAS, or with
   *     SCHEMA_INCOMPATIBLE and the place where it is narrower than the newest
   */
  public SchemaVersion put(String name, String topics, String json) {
    return put(name, topics, validators.get().read(json.getBytes(StandardCharsets.UTF_8)));
  }

  synchronized SchemaVersion put(String name, String topics, JsonNode schema) {
    if (!NAME.matcher(name).matches()) {
      throw SchemaError.BAD_SCHEMA.because(
          "a schema has a name of 1 to 64 letters, digits, dots, dashes and underscores");
    }
    if (validators.get().write(schema).length > MAX_BYTES) {
      throw SchemaError.BAD_SCHEMA.because("a schema has at most " + MAX_BYTES + " bytes");
    }
    TopicPattern pattern = TopicPattern.parse(topics, TopicSyntax.COLON);
    List<Compiled> known = versions.getOrDefault(name, List.of());
    Schema validator = validators.get().of(schema);
    if (!known.isEmpty()) {
      SchemaVersion newest = known.get(known.size() - 1).version();
      if (!newest.topics().equals(pattern)) {
        throw SchemaError.SCHEMA_INCOMPATIBLE.because(
            "the schema '" + name + "' is for " + newest.topics() + ", and stays so");
      }
      if (newest.schema().equals(schema)) {
        return newest;
      }
      Compatibility.check(newest.schema(), schema);
    }
    if (known.size() == MAX_VERSIONS || (known.isEmpty() && versions.size() == MAX_NAMES)) {
      throw SchemaError.TOO_MANY_SCHEMAS.because(
          "there are at most %d schemas with %d versions each".formatted(MAX_NAMES, MAX_VERSIONS));
    }
    SchemaVersion version = new SchemaVersion(name, pattern, known.size() + 1, schema);
    List<Compiled> more = new ArrayList<>(known);
    more.add(new Compiled(version, validator));
    versions.put(name, List.copyOf(more));
    empty = false;
    byTopic.clear();
    return version;
  }

  /**
   * The versions that hold.
   *
   * @return the newest of each name, in the order of their names
   */
  public synchronized List<SchemaVersion> newest() {
    return holding().stream().map(Compiled::version).toList();
  }

  private List<Compiled> holding() {
    return versions.values().stream().map(all -> all.get(all.size() - 1)).toList();
  }

  /**
   * The versions of a schema.
   *
   * @param name of it
   * @return from the first to the one that holds; empty when there is no schema of that name
   */
  public synchronized List<SchemaVersion> versions(String name) {
    return versions.getOrDefault(name, List.of()).stream().map(Compiled::version).toList();
  }

  /** What holds for a topic. */
  List<Compiled> of(String topic) {
    if (empty) {
      return List.of();
    }
    return Optional.ofNullable(byTopic.get(topic)).orElseGet(() -> look(topic));
  }

  private synchronized List<Compiled> look(String topic) {
    if (byTopic.size() >= REMEMBERED) {
      byTopic.clear();
    }
    List<Compiled> found =
        holding().stream().filter(each -> each.version().topics().matches(topic)).toList();
    byTopic.put(topic, found);
    return found;
  }
}
