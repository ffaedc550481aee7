package dev.pubsub.ws.phoenix;

import java.util.Map;

/** What a client says to share the signals of a topic with others: {@code group} with a name. */
public final class Sharing {

  private Sharing() {}

  /**
   * Reads what a client said.
   *
   * @param given the payload of its request
   * @return the name of the group, or the empty string for none
   * @throws BadRequest when it said something that is no text
   */
  public static String group(Map<?, ?> given) throws BadRequest {
    Object group = given.get("group");
    if (group == null) {
      return "";
    }
    if (group instanceof String name) {
      return name;
    }
    throw new BadRequest("'group' must be a string");
  }
}
