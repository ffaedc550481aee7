package dev.pubsub.json.cloudevents;

import dev.pubsub.error.ErrorCode;

/** The refusals of what is said to be a CloudEvent. */
public enum CloudEventError implements ErrorCode {
  /** An attribute is missing or malformed, or the event cannot be read at all. */
  BAD_CLOUDEVENT;

  @Override
  public Kind kind() {
    return Kind.CALLER;
  }
}
