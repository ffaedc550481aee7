package dev.pubsub.ws.phoenix;

import dev.pubsub.StartAt;
import java.time.DateTimeException;
import java.time.Instant;

/** Where in the past a client wants to begin, as it says so. */
public final class Beginning {

  private static final int LONGEST_POSITION = 4096;

  private Beginning() {}

  /**
   * Behind a position.
   *
   * @param name how the client calls it
   * @param position what it said
   * @return the start
   * @throws BadRequest when that is no position
   */
  public static StartAt after(String name, Object position) throws BadRequest {
    if (position instanceof String text && text.length() <= LONGEST_POSITION) {
      return StartAt.after(text);
    }
    throw new BadRequest("'" + name + "' must be a position that this server has given");
  }

  /**
   * With the newest.
   *
   * @param name how the client calls it
   * @param count what it said
   * @param max the largest count
   * @return the start
   * @throws BadRequest when that is no count
   */
  public static StartAt last(String name, Object count, int max) throws BadRequest {
    if (count instanceof Integer number && number >= 1 && number <= max) {
      return StartAt.last(number);
    }
    throw new BadRequest("'" + name + "' must be a whole number from 1 to " + max);
  }

  /**
   * At a moment.
   *
   * @param name how the client calls it
   * @param moment what it said: milliseconds since 1970, or a text in the form of ISO 8601
   * @return the start
   * @throws BadRequest when that is no moment
   */
  public static StartAt since(String name, Object moment) throws BadRequest {
    if (moment instanceof Integer || moment instanceof Long) {
      return StartAt.since(Instant.ofEpochMilli(((Number) moment).longValue()));
    }
    try {
      if (moment instanceof String text) {
        return StartAt.since(Instant.parse(text));
      }
    } catch (DateTimeException e) {
      // Told below, like any other moment that cannot be.
    }
    throw new BadRequest(
        "'" + name + "' must be a time such as 2030-01-31T12:00:00Z, or milliseconds since 1970");
  }
}
