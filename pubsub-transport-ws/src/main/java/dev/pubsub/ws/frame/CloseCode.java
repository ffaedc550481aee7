package dev.pubsub.ws.frame;

/**
 * Why a WebSocket is closed: the codes of RFC 6455, section 7.4.1, and the IANA registry.
 *
 * <p>The server never sends {@link #NORMAL} of its own accord: phoenix.js does not reconnect after
 * it.
 */
public final class CloseCode {

  /** The purpose is fulfilled; sent only in answer to a client that sent it. */
  public static final int NORMAL = 1000;

  /** The protocol was broken, or nothing was heard for too long. */
  public static final int PROTOCOL_ERROR = 1002;

  /** Not a code on the wire: the close frame had no code. */
  public static final int NONE = 1005;

  /** The message is not what it should be: bad UTF-8, or not of the agreed serialization. */
  public static final int BAD_MESSAGE = 1007;

  /** A limit of this server was broken, or whoever looks after it has closed the connection. */
  public static final int POLICY = 1008;

  /** A frame or message is too big. */
  public static final int TOO_BIG = 1009;

  /** Something failed in the server. */
  public static final int SERVER_FAULT = 1011;

  /** The server is going down; come back soon. */
  public static final int SERVICE_RESTART = 1012;

  /** The client cannot keep up; it may come back. */
  public static final int TRY_AGAIN_LATER = 1013;

  private CloseCode() {}

  /** Whether an endpoint may send this code in a close frame. */
  static boolean mayBeSent(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
