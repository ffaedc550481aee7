package dev.pubsub.ws.http;

/** How much of a list is answered at a time. */
final class Page {

  /** The largest page, and the page of whoever asks for none. */
  private static final int MAX = 1000;

  private Page() {}

  /** The parameter {@code limit} of the query. */
  static int limit(Request request) throws ApiError {
    String text = request.query().get("limit");
    if (text == null) {
      return MAX;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, like any other limit that cannot be.
    }
    throw ApiError.badRequest("The limit must be a whole number from 1 to " + MAX);
  }
}
