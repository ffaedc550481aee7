package dev.pubsub.ws.phoenix;

import dev.pubsub.signal.Signal;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.ProtocolViolation;
import org.jspecify.annotations.Nullable;

/** One of the two forms that messages have on the wire. Any thread may use it. */
public sealed interface Serializer permits V1Serializer, V2Serializer {

  /**
   * Reads a text message.
   *
   * @param utf8 the whole message
   * @return what it says
   * @throws ProtocolViolation when it is not a message of this form
   */
  Message text(byte[] utf8) throws ProtocolViolation;

  /**
   * Reads a binary message.
   *
   * @param bytes the whole message
   * @return what it says
   * @throws ProtocolViolation when it is not a message of this form
   */
  Message binary(byte[] bytes) throws ProtocolViolation;

  /**
   * The answer to a message.
   *
   * @param joinRef the join it belongs to
   * @param ref the ref of the message answered
   * @param topic the channel
   * @param answer what to say
   * @return a text frame
   */
  Frame reply(@Nullable String joinRef, @Nullable String ref, String topic, Answer answer);

  /**
   * A message to one client that answers nothing.
   *
   * @param joinRef the join it belongs to
   * @param ref null, but for {@code phx_close} and {@code phx_error}
   * @param topic the channel
   * @param event what is said
   * @param payload an object
   * @return a text frame
   */
  Frame push(
      @Nullable String joinRef, @Nullable String ref, String topic, String event, Object payload);

  /**
   * A message to any number of clients.
   *
   * @param topic the channel
   * @param event what is said
   * @param payload JSON, an object
   * @return a text frame
   */
  Frame broadcast(String topic, String event, byte[] payload);

  /**
   * A signal to any number of clients that joined its topic.
   *
   * @param signal the signal
   * @return a binary frame where this form has one and the payload is bytes, else a text frame
   */
  Frame broadcast(Signal signal);
}
