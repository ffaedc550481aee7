package dev.pubsub.json.filter;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;

/** What is wrong with a filter, and where. */
final class Fault {

  private Fault() {}

  /**
   * A refusal.
   *
   * @param at the character, from 1
   */
  static PubSubException at(int at, String sentence) {
    return new PubSubException(
        StandardError.BAD_SELECTION, "the filter is wrong at character " + at + ": " + sentence);
  }

  static PubSubException expected(String what, Token found) {
    return at(found.at(), "expected " + what + ", found " + found.shown());
  }
}
