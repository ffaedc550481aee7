package dev.pubsub.ws.http;

import dev.pubsub.DeadLetters;
import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.json.MalformedJson;
import dev.pubsub.ws.phoenix.Payloads;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters: listed a page at a time, looked at, redriven, purged. */
final class DeadLettersApi {

  private final DeadLetters letters;
  private final Json json;
  private final Clock clock;

  DeadLettersApi(DeadLetters letters, Json json, Clock clock) {
    this.letters = letters;
    this.json = json;
    this.clock = clock;
  }

  Response list(Request request, String none) throws ApiError {
    long after = Page.number(request.query().get("after"), 0);
    if (after < 0) {
      throw ApiError.badRequest("The parameter 'after' must be the id of a dead letter, or 0");
    }
    List<DeadLetter> page = letters.list(topics(request), after, Page.limit(request));
    return Response.of(
        200,
        Json.object(
            "dead_letters", page.stream().map(DeadLettersApi::shown).toList(),
            "count", letters.count(),
            "forgotten", letters.forgotten(),
            "timestamp", clock.instant().toString()));
  }

  private static String topics(Request request) {
    return request.query().getOrDefault("topic", DeadLetters.ALL);
  }

  Response find(Request request, String id) throws ApiError {
    DeadLetter letter =
        letters.find(Page.number(id, 0)).orElseThrow(() -> ApiError.deadLetterNotFound(id));
    Map<String, Object> shown = shown(letter);
    shown.put("message", message(letter));
    return Response.of(200, shown);
  }

  /** As a client would have got it; what has no such form is named by its type. */
  private @Nullable Object message(DeadLetter letter) {
    try {
      return json.read(new Payloads(json).value(letter.signal()));
    } catch (MalformedJson | IllegalArgumentException e) {
      return "(a " + letter.signal().payload().getClass().getSimpleName() + ", which has no JSON)";
    }
  }

  Response redrive(Request request, String id) throws ApiError {
    PublishResult result = letters.redrive(Page.number(id, 0));
    if (result instanceof Rejected rejected) {
      throw rejected.code().name().equals("DEAD_LETTER_NOT_FOUND")
          ? ApiError.deadLetterNotFound(id)
          : ApiError.of(rejected);
    }
    Accepted accepted = (Accepted) result;
    return done("redriven", "id", Page.number(id, 0), "delivered", accepted.delivered());
  }

  /** Those that were rejected are kept, and are among the count. */
  Response redriveAll(Request request, String none) {
    int redriven = letters.redriveAll(topics(request));
    return done("redriven", "redriven", redriven, "count", letters.count());
  }

  Response purge(Request request, String id) throws ApiError {
    if (!letters.purge(Page.number(id, 0))) {
      throw ApiError.deadLetterNotFound(id);
    }
    return done("purged", "id", Page.number(id, 0), "count", letters.count());
  }

  Response purgeAll(Request request, String none) {
    int purged = letters.purgeAll(topics(request));
    return done("purged", "purged", purged, "count", letters.count());
  }

  private Response done(String status, String what, Number value, String figure, int count) {
    return Response.of(
        200,
        Json.object(
            "status", status, what, value, figure, count, "timestamp", clock.instant().toString()));
  }

  private static Map<String, Object> shown(DeadLetter letter) {
    return Json.object(
        "id", letter.id(),
        "topic", letter.signal().topic(),
        "pattern", letter.pattern(),
        "reason", letter.reason().name(),
        "description", letter.description(),
        "attempts", letter.attempts(),
        "message_id", letter.signal().id().toString(),
        "published_at", Instant.ofEpochMilli(letter.signal().timeMillis()).toString(),
        "set_aside_at", letter.time().toString());
  }
}
