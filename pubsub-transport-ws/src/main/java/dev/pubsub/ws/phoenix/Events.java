package dev.pubsub.ws.phoenix;

/** The event names that the protocol keeps for itself. */
final class Events {

  static final String JOIN = "phx_join";
  static final String LEAVE = "phx_leave";
  static final String REPLY = "phx_reply";
  static final String CLOSE = "phx_close";
  static final String ERROR = "phx_error";
  static final String HEARTBEAT = "heartbeat";

  /** With which realtime-js renews a token; there is nothing to renew where none is checked. */
  static final String ACCESS_TOKEN = "access_token";

  /** The event of a signal that has no type, or none that could be an event. */
  static final String MESSAGE = "message";

  private Events() {}

  static boolean reserved(String event) {
    return event.startsWith("phx_")
        || event.startsWith("presence_")
        || event.equals(HEARTBEAT)
        || event.equals(ACCESS_TOKEN);
  }

  /** The event under which a signal of a type leaves. */
  static String of(String type) {
    return type.isEmpty() || reserved(type) || Limits.tooLong(type) ? MESSAGE : type;
  }
}
