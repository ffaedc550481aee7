package dev.pubsub.ws.http;

import dev.pubsub.Answers;
import dev.pubsub.Completion;
import dev.pubsub.RequestOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Payloads;
import dev.pubsub.ws.publish.PublishFields;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions asked by HTTP, each of which has a place among a bounded number until it ends. Each has
 * a session of its own, too: whoever answers one learns nothing by which it could answer another.
 */
final class RequestApi {

  private static final Logger LOG = LoggerFactory.getLogger(RequestApi.class);

  private final Supplier<Session> sessions;
  private final Json json;
  private final Payloads payloads;
  private final ServerState state;
  private final Semaphore places;

  /**
   * The questions of a bus.
   *
   * @param sessions opens one on that bus
   * @param places one for each question that waits, on whichever bus
   */
  RequestApi(Supplier<Session> sessions, Json json, ServerState state, Semaphore places) {
    this.sessions = sessions;
    this.json = json;
    this.payloads = new Payloads(json);
    this.state = state;
    this.places = places;
  }

  /** Asks; whoever cancels what is returned does not want the answer any more. */
  CompletableFuture<Response> ask(Request request, String none) throws ApiError {
    Body body = Body.of(request, json);
    String topic = body.requiredText("topic");
    Object message = body.required("message");
    RequestOptions options = options(request, body);
    if (!body.has("gather")) {
      return waiting(
          topic,
          session -> session.request(topic, message, options),
          reply -> replied(topic, reply));
    }
    Completion enough = enough(body.required("gather"));
    return waiting(
        topic,
        session -> session.gather(topic, message, options, enough),
        answers -> gathered(topic, answers));
  }

  private static RequestOptions options(Request request, Body body) throws ApiError {
    if (request.idempotencyKey().isPresent() || body.has("dedup_id") || body.has("delay_ms")) {
      throw ApiError.badRequest(
          "A question has no 'dedup_id', no header Idempotency-Key and no 'delay_ms'");
    }
    PublishFields fields = new PublishFields(body.fields());
    return RequestOptions.within(fields.timeout())
        .publishing(TraceContext.carry(request, fields.options()));
  }

  private static Completion enough(Object gather) throws ApiError {
    if (gather instanceof Integer replies && replies > 0) {
      return Completion.quorum(replies);
    }
    return switch (gather.toString()) {
      case "all" -> Completion.all();
      case "first" -> Completion.first();
      case "deadline" -> Completion.untilDeadline();
      default ->
          throw ApiError.badRequest(
              "'gather' must be all, first, deadline or a whole number of replies from 1");
    };
  }

  private <T> CompletableFuture<Response> waiting(
      String topic,
      Function<Session, CompletableFuture<T>> question,
      Function<T, Map<String, Object>> shown)
      throws ApiError {
    if (state.isDraining() || !places.tryAcquire()) {
      throw ApiError.unavailable("There is no place for another question now");
    }
    CompletableFuture<T> asked = begun(question);
    CompletableFuture<Response> answer =
        asked.handle(
            (result, failure) ->
                failure == null ? told(topic, result, shown) : refused(topic, failure));
    // Its cancellation is that of the question; what has ended already is not changed by it.
    var unused = answer.whenComplete((response, failure) -> asked.cancel(false));
    return answer;
  }

  private <T> CompletableFuture<T> begun(Function<Session, CompletableFuture<T>> question) {
    try {
      Session session = sessions.get();
      CompletableFuture<T> asked = begun(session, question);
      var unused = asked.whenComplete((result, failure) -> end(session));
      return asked;
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private static <T> CompletableFuture<T> begun(
      Session session, Function<Session, CompletableFuture<T>> question) {
    try {
      return question.apply(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void end(Session session) {
    session.close();
    places.release();
  }

  private <T> Response told(String topic, T result, Function<T, Map<String, Object>> shown) {
    try {
      Map<String, Object> answer = shown.apply(result);
      answer.put("timestamp", state.now().toString());
      return Response.of(200, answer);
    } catch (IllegalArgumentException e) {
      return ApiError.badReply("The reply " + e.getMessage()).response();
    } catch (RuntimeException e) {
      return refused(topic, e);
    }
  }

  private static Response refused(String topic, Throwable failure) {
    if (failure instanceof PubSubException refusal) {
      boolean unknown = refusal.code().name().equals("TOPIC_NOT_FOUND");
      return (unknown ? ApiError.topicNotFound(topic) : ApiError.of(refusal)).response();
    }
    LOG.error("A question failed", failure);
    return ApiError.internal().response();
  }

  private Map<String, Object> replied(String topic, Signal reply) {
    Map<String, Object> answer =
        Json.object("status", "replied", "topic", topic, "reply", payload(reply));
    reply.headers().get(ReplyHeaders.CAUSATION).ifPresent(id -> answer.put("message_id", id));
    return answer;
  }

  private Map<String, Object> gathered(String topic, Answers answers) {
    return Json.object(
        "status", "gathered",
        "topic", topic,
        "replies", answers.replies().stream().map(this::payload).toList(),
        "asked", answers.asked(),
        "failed", answers.failed(),
        "complete", answers.complete());
  }

  private Object payload(Signal reply) {
    return Json.written(payloads.value(reply));
  }
}
