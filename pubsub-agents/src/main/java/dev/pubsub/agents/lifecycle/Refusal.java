package dev.pubsub.agents.lifecycle;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/**
 * Why something was not done for one of many.
 *
 * @param index its place in what was asked for, from 0
 * @param id of the agent, or the empty string where one was to be made up
 * @param code the stable code
 * @param reason one sentence
 */
public record Refusal(int index, String id, ErrorCode code, String reason) {

  static Refusal of(int index, String id, PubSubException why) {
    return new Refusal(index, id, why.code(), why.getMessage());
  }
}
