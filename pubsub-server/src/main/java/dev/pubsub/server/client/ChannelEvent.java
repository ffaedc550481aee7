package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What comes in on the control channel without being asked for. */
sealed interface ChannelEvent {

  /**
   * A signal.
   *
   * @param payload the delivery, {@code {"type":"event","topic","message","ts"}}
   */
  record Message(JsonNode payload) implements ChannelEvent {}

  /**
   * A loss.
   *
   * @param topic where
   * @param count how many signals
   * @param reason why, in the server's words
   */
  record Dropped(String topic, long count, String reason) implements ChannelEvent {}

  /**
   * The end of the connection, whoever brought it about. Nothing comes after it.
   *
   * @param reason one sentence
   */
  record Closed(String reason) implements ChannelEvent {}
}
