package dev.pubsub.ws.http;

import dev.pubsub.PublishResult;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.ConnectOutcome;
import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with an error. */
public final class ApiError extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Response response;

  private ApiError(Response response) {
    super("status " + response.status(), null, false, false);
    this.response = response;
  }

  /**
   * What to answer.
   *
   * @return a response with an error in it
   */
  public Response response() {
    return response;
  }

  static ApiError of(int status, String code, String sentence) {
    return with(status, code, sentence, Map.of(), Map.of());
  }

  private static ApiError with(
      int status,
      String code,
      String sentence,
      Map<String, String> more,
      Map<String, String> headers) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("error", sentence);
    content.putAll(more);
    content.put("code", code);
    return new ApiError(Response.of(status, headers, content));
  }

  /**
   * A request that cannot be understood.
   *
   * @param sentence that says what is wrong with it
   * @return the error
   */
  public static ApiError badRequest(String sentence) {
    return of(400, "BAD_REQUEST", sentence);
  }

  static ApiError missing(String parameter) {
    return with(
        400, "BAD_REQUEST", "Missing required parameter", Map.of("required", parameter), Map.of());
  }

  static ApiError topicNotFound(String topic) {
    return with(404, "TOPIC_NOT_FOUND", "Topic not found", Map.of("topic", topic), Map.of());
  }

  static ApiError busNotFound(String bus) {
    return with(404, "BUS_NOT_FOUND", "Bus not found", Map.of("bus", bus), Map.of());
  }

  static ApiError deadLetterNotFound(String id) {
    return with(404, "DEAD_LETTER_NOT_FOUND", "Dead letter not found", Map.of("id", id), Map.of());
  }

  static ApiError connectionNotFound(String id) {
    return with(404, "CONNECTION_NOT_FOUND", "Connection not found", Map.of("id", id), Map.of());
  }

  static ApiError topicExists(String topic) {
    return with(409, "TOPIC_EXISTS", "Topic already exists", Map.of("topic", topic), Map.of());
  }

  static ApiError replayNotFound(String id) {
    return with(404, "REPLAY_NOT_FOUND", "Replay not found", Map.of("id", id), Map.of());
  }

  static ApiError tooManyReplays(int max) {
    return with(
        429,
        "TOO_MANY_REPLAYS",
        "There are " + max + " replays that have not ended, as many as there may be",
        Map.of(),
        Map.of("Retry-After", "1"));
  }

  static ApiError notFound() {
    return of(404, "NOT_FOUND", "There is nothing at this path");
  }

  static ApiError methodNotAllowed(String allowed) {
    return with(
        405,
        "METHOD_NOT_ALLOWED",
        "This path does not answer to this method",
        Map.of(),
        Map.of("Allow", allowed));
  }

  /**
   * A body over the limit.
   *
   * @param limit in bytes
   * @return the error
   */
  public static ApiError tooLarge(int limit) {
    return of(413, "TOO_LARGE", "The body has more than " + limit + " bytes");
  }

  /**
   * A query that cannot be read.
   *
   * @return the error
   */
  public static ApiError badQuery() {
    return badRequest("The query is not percent-encoded UTF-8");
  }

  /**
   * A path that cannot be read.
   *
   * @return the error
   */
  public static ApiError badPath() {
    return badRequest("The path is not percent-encoded UTF-8");
  }

  /**
   * A page of another origin wants to change something.
   *
   * @return the error
   */
  public static ApiError foreignPage() {
    return of(403, "FORBIDDEN", "Pages of this origin may change nothing here");
  }

  /**
   * There is no place for another client, or the server is going down.
   *
   * @return the error
   */
  public static ApiError unavailable() {
    return unavailable("There is no place for another client now");
  }

  static ApiError unavailable(String sentence) {
    return with(503, "UNAVAILABLE", sentence, Map.of(), Map.of("Retry-After", "1"));
  }

  static ApiError badReply(String sentence) {
    return of(502, StandardError.RESPONDER_FAILED.name(), sentence);
  }

  /**
   * A client that is not let in.
   *
   * @param refused why
   * @param bus the bus it wanted
   * @return the error
   */
  public static ApiError refused(ConnectOutcome.Refused refused, String bus) {
    return switch (refused.code()) {
      case "BUS_NOT_FOUND" -> busNotFound(bus);
      case BadRequest.CODE -> badRequest("A parameter of the query cannot be");
      default ->
          with(
              refused.status(),
              refused.code(),
              "This client is not let in",
              Map.of(),
              refused.headers());
    };
  }

  /**
   * A fault of the server itself.
   *
   * @return the error, which tells nothing of the cause
   */
  public static ApiError internal() {
    return of(500, "INTERNAL_ERROR", "The server failed; its log says more");
  }

  /**
   * A refusal of the bus.
   *
   * @param refused what it threw
   * @return the error
   */
  public static ApiError of(PubSubException refused) {
    return of(refused.code(), refused.getMessage(), refused.retryAfter());
  }

  static ApiError of(PublishResult.Rejected refused) {
    return of(refused.code(), refused.reason(), refused.retryAfter());
  }

  /** A refusal of the bus, with the status that fits its kind. */
  private static ApiError of(ErrorCode code, String sentence, Duration retryAfter) {
    return switch (code.name()) {
      case "CLOSED" -> of(503, code.name(), sentence);
      case "DURABLE_IN_USE", "NOBODY_SUBSCRIBED", "RESTART_NEEDED", "ROUTE_LOOP", "STALE_FENCE" ->
          of(409, code.name(), sentence);
      case "FORBIDDEN" -> of(403, code.name(), sentence);
      case "NO_RESPONDER" -> of(404, code.name(), sentence);
      case "RESPONDER_FAILED", "RESPONDER_GONE" -> of(502, code.name(), sentence);
      case "REQUEST_TIMEOUT" -> of(504, code.name(), sentence);
      case "DUPLICATE_PENDING" -> later(409, code, sentence, retryAfter);
      default ->
          switch (code.kind()) {
            case CALLER ->
                of(code.name().endsWith("_NOT_FOUND") ? 404 : 400, code.name(), sentence);
            case RESOURCES -> later(429, code, sentence, retryAfter);
            case EXTERNAL -> of(500, code.name(), sentence);
          };
    };
  }

  private static ApiError later(int status, ErrorCode code, String sentence, Duration retryAfter) {
    return with(status, code.name(), sentence, Map.of(), ConnectOutcome.retry(retryAfter));
  }
}
