package dev.pubsub.ws.http;

import org.jspecify.annotations.Nullable;

/** How much of a list a request asks for. */
final class Page {

  /** The largest page, and the page of whoever asks for none. */
  static final int MAX = 1000;

  private Page() {}

  static int limit(Request request) throws ApiError {
    long limit = number(request.query().get("limit"), MAX);
    if (limit < 1 || limit > MAX) {
      throw ApiError.badRequest("The limit must be a whole number from 1 to " + MAX);
    }
    return (int) limit;
  }

  /** A whole number, or one that is out of every range when it is none. */
  static long number(@Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
