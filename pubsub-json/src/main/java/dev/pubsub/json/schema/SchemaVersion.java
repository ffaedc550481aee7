package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.topic.TopicPattern;

/**
 * One version of a schema.
 *
 * @param name of the schema
 * @param topics whose signals it is for
 * @param number 1 for the first
 * @param schema what is to be kept; not to be changed
 */
public record SchemaVersion(String name, TopicPattern topics, int number, JsonNode schema) {

  /**
   * The name and the number.
   *
   * @return such as {@code reading/2}
   */
  @Override
  public String toString() {
    return name + "/" + number;
  }
}
