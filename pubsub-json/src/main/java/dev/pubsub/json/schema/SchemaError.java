package dev.pubsub.json.schema;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/** The refusals of schemas, and of signals that do not keep to them. */
public enum SchemaError implements ErrorCode {
  /** What is given is no schema, or one that is not taken. */
  BAD_SCHEMA(Kind.CALLER),
  /** A version would refuse what the one before accepted. */
  SCHEMA_INCOMPATIBLE(Kind.CALLER),
  /** There is no schema of that name, or no such version of it. */
  SCHEMA_NOT_FOUND(Kind.CALLER),
  /** A signal is not what the schema of its topic wants. */
  SCHEMA_VIOLATION(Kind.CALLER),
  /** There are as many schemas, or versions of one, as may be. */
  TOO_MANY_SCHEMAS(Kind.RESOURCES);

  private final Kind kind;

  SchemaError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  PubSubException because(String sentence) {
    return new PubSubException(this, sentence);
  }
}
