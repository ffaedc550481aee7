package dev.pubsub.error;

/** The refusals of the bus itself. */
public enum StandardError implements ErrorCode {
  /** The name of a topic breaks a rule. */
  BAD_TOPIC(Kind.CALLER),
  /** A pattern cannot be read. */
  BAD_PATTERN(Kind.CALLER),
  /** A selector or a filter cannot be read, or no plugin reads filters. */
  BAD_SELECTION(Kind.CALLER),
  /** An option has a value out of its range. */
  BAD_OPTION(Kind.CALLER),
  /** One or more settings are unknown, malformed or missing. */
  BAD_SETTINGS(Kind.CALLER),
  /** There is no setting of that name. */
  SETTING_NOT_FOUND(Kind.CALLER),
  /** A setting cannot be changed while the assembly runs. */
  RESTART_NEEDED(Kind.CALLER),
  /** There is no topic of that name, and publishing or subscribing does not make one here. */
  TOPIC_NOT_FOUND(Kind.CALLER),
  /** A subscription that must not lose anything has no room; nothing was published. */
  OVERLOADED(Kind.RESOURCES),
  /** Whoever wants it may not do it. */
  FORBIDDEN(Kind.CALLER),
  /** Something is done more often than it may be. */
  RATE_LIMITED(Kind.RESOURCES),
  /** The same publish is under way; how it ends is not known yet. */
  DUPLICATE_PENDING(Kind.RESOURCES),
  /** Signals could come round to where they were by rules that publish them once more. */
  ROUTE_LOOP(Kind.CALLER),
  /** As many publishes wait for their time as may. */
  TOO_MANY_SCHEDULED(Kind.RESOURCES),
  /** A publish was called off before it was due. */
  CANCELLED(Kind.CALLER),
  /** The bus holds as many topics as it may. */
  TOO_MANY_TOPICS(Kind.RESOURCES),
  /** There is no node of that name, or it cannot be reached. */
  NODE_NOT_FOUND(Kind.CALLER),
  /** There is no dead letter of that number. */
  DEAD_LETTER_NOT_FOUND(Kind.CALLER),
  /** Nobody is subscribed to the pattern that a dead letter was for. */
  NOBODY_SUBSCRIBED(Kind.CALLER),
  /** The durable subscription of that name is open. */
  DURABLE_IN_USE(Kind.CALLER),
  /** Nobody is subscribed to the topic of a question. */
  NO_RESPONDER(Kind.EXTERNAL),
  /** No reply came in time. */
  REQUEST_TIMEOUT(Kind.EXTERNAL),
  /** A responder failed, or said that it cannot answer. */
  RESPONDER_FAILED(Kind.EXTERNAL),
  /** The subscription of a responder ended before it had answered. */
  RESPONDER_GONE(Kind.EXTERNAL),
  /** Somebody else was granted what the publisher held, with a higher token. */
  STALE_FENCE(Kind.CALLER),
  /** The node remembers the tokens of as many names as it may. */
  TOO_MANY_FENCES(Kind.RESOURCES),
  /** There is no bus of that name. */
  BUS_NOT_FOUND(Kind.CALLER),
  /** The bus or the session was closed before. */
  CLOSED(Kind.CALLER),
  /** A plugin cannot be loaded, or does not fit together with the others. */
  BAD_PLUGIN(Kind.CALLER),
  /** A plugin was built for another version of the interfaces than this one. */
  PLUGIN_VERSION(Kind.EXTERNAL),
  /** A plugin threw an exception, or refused, while it was installed or started. */
  PLUGIN_FAILED(Kind.EXTERNAL);

  private final Kind kind;

  StandardError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
