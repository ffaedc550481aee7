package dev.pubsub.ws.http;

import dev.pubsub.StartAt;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.Beginning;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in the past a request begins, as its query says.
 *
 * @param query the first value of each name
 * @param max the most signals that may be asked for
 */
public record Beginnings(Map<String, String> query, int max) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  /** A count of signals; empty when there is none. */
  Optional<Integer> count(String name) throws ApiError {
    return start(name).map(StartAt.Last.class::cast).map(StartAt.Last::count);
  }

  /**
   * The start that is given under one of some names.
   *
   * @param names of {@code after}, {@code since} and any others, which are counts
   * @return the start; empty when none is given
   * @throws ApiError when it cannot be, or several are given
   */
  public Optional<StartAt> start(String... names) throws ApiError {
    List<String> given = Arrays.stream(names).filter(query::containsKey).toList();
    if (given.size() > 1) {
      throw ApiError.badRequest("'" + String.join("' and '", given) + "' exclude each other");
    }
    return given.isEmpty() ? Optional.empty() : Optional.of(read(given.get(0)));
  }

  private StartAt read(String name) throws ApiError {
    String text = query.getOrDefault(name, "");
    Object value = NUMBER.matcher(text).matches() ? number(Long.parseLong(text)) : text;
    try {
      return switch (name) {
        case "after" -> Beginning.after(name, text);
        case "since" -> Beginning.since(name, value);
        default -> Beginning.last(name, value, max);
      };
    } catch (BadRequest e) {
      throw ApiError.badRequest(e.sentence());
    }
  }

  private static Object number(long number) {
    boolean small = number == (int) number;
    return small ? (Object) (int) number : (Object) number;
  }
}
