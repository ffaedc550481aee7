package dev.pubsub.ws.phoenix;

import dev.pubsub.Selection;
import java.util.Map;

/**
 * What a client says to get only some of the signals that match: {@code selector} with attributes,
 * {@code filter} with an expression over headers and payload.
 */
public final class Selecting {

  private Selecting() {}

  /**
   * Reads what a client said; that the bus understands it is found out when it subscribes.
   *
   * @param given the payload of its request, or the query of its address
   * @return the selection
   * @throws BadRequest when it said something that is no text
   */
  public static Selection of(Map<?, ?> given) throws BadRequest {
    return new Selection(text(given, "selector"), text(given, "filter"));
  }

  private static String text(Map<?, ?> given, String name) throws BadRequest {
    Object value = given.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw new BadRequest("'" + name + "' must be a string");
  }
}
