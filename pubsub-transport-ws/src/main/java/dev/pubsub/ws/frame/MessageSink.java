package dev.pubsub.ws.frame;

/** What a client said, one whole message at a time. */
public interface MessageSink {

  /**
   * A text message.
   *
   * @param utf8 checked UTF-8; the receiver owns the array
   * @throws ProtocolViolation when it is not what it should be
   */
  void text(byte[] utf8) throws ProtocolViolation;

  /**
   * A binary message.
   *
   * @param bytes the receiver owns the array
   * @throws ProtocolViolation when it is not what it should be
   */
  void binary(byte[] bytes) throws ProtocolViolation;

  /**
   * A ping, to be answered by a pong of the same payload.
   *
   * @param payload at most 125 bytes
   */
  void ping(byte[] payload);

  /**
   * The client closes. Nothing else is read after this.
   *
   * @param code what the client gave, {@link CloseCode#NONE} when it gave none
   */
  void close(int code);
}
