package dev.pubsub.ws.frame;

/** The kinds of frames, RFC 6455 section 5.2. */
public final class Opcode {

  /** A further part of a message. */
  public static final int CONTINUATION = 0;

  /** UTF-8 text. */
  public static final int TEXT = 1;

  /** Any bytes. */
  public static final int BINARY = 2;

  /** The end of the connection. */
  public static final int CLOSE = 8;

  /** Asks for a pong. */
  public static final int PING = 9;

  /** Answers a ping. */
  public static final int PONG = 10;

  private Opcode() {}
}
