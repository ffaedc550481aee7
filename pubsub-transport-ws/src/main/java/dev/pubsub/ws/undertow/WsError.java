package dev.pubsub.ws.undertow;

import dev.pubsub.error.ErrorCode;

/** The refusals of this transport. */
enum WsError implements ErrorCode {
  /** The port or address cannot be listened on. */
  CANNOT_LISTEN;

  @Override
  public Kind kind() {
    return Kind.EXTERNAL;
  }
}
