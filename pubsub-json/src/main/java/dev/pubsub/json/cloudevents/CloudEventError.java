package dev.pubsub.json.cloudevents;

import dev.pubsub.error.ErrorCode;

/** The refusals of what is said to be a CloudEvent, and of asking for one. */
public enum CloudEventError implements ErrorCode {
  /** An attribute is missing or malformed, or the event cannot be read at all. */
  BAD_CLOUDEVENT,
  /** No event of that id is kept, or none among the newest. */
  EVENT_NOT_FOUND;

  @Override
  public Kind kind() {
    return Kind.CALLER;
  }
}
