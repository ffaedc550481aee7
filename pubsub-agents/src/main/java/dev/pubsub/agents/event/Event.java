package dev.pubsub.agents.event;

import java.util.Objects;

/**
 * Something that has happened.
 *
 * @param type what kind of thing, see {@link EventBus}
 * @param data what is to be told of it, passed by reference; it must not change any more
 */
public record Event(String type, Object data) {

  /**
   * Checks that nothing is missing.
   *
   * @param type what kind of thing
   * @param data what is to be told of it
   */
  public Event {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(data, "data");
  }
}
