package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.ReplayRequest;
import dev.pubsub.Rerun;
import dev.pubsub.StartAt;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.Beginning;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replays of a bus: begun, looked at, cancelled. So many go on at a time at most; the last ones
 * that ended are remembered.
 */
final class ReplaysApi {

  private static final int RUNNING_MAX = 16;
  private static final int REMEMBERED = 100;

  private final Bus bus;
  private final Json json;
  private final int maxLast;
  private final Clock clock;
  private final Map<String, Replay> replays = new LinkedHashMap<>();
  private long begun;

  /**
   * The replays of a bus.
   *
   * @param maxLast the most signals that a client may ask for by their number
   */
  ReplaysApi(Bus bus, Json json, int maxLast, Clock clock) {
    this.bus = bus;
    this.json = json;
    this.maxLast = maxLast;
    this.clock = clock;
  }

  private record Replay(String id, ReplayRequest request, Rerun rerun) {

    Map<String, Object> shown(Clock clock) {
      return Json.object(
          "id", id,
          "topic", request.pattern(),
          "to", request.to(),
          "speed", request.speed(),
          "total", rerun.total(),
          "sent", rerun.sent(),
          "refused", rerun.refused(),
          "gap", rerun.gap(),
          "done", rerun.isDone(),
          "timestamp", clock.instant().toString());
    }
  }

  Response begin(Request request, String topic) throws ApiError {
    Body body = Body.of(request, json);
    ReplayRequest wanted =
        new ReplayRequest(topic, start(body), body.requiredText("to"), speed(body));
    return Response.of(202, begin(wanted).shown(clock));
  }

  private synchronized Replay begin(ReplayRequest wanted) throws ApiError {
    if (replays.values().stream().filter(each -> !each.rerun().isDone()).count() >= RUNNING_MAX) {
      throw ApiError.tooManyReplays(RUNNING_MAX);
    }
    Replay replay = new Replay(Long.toString(begun + 1), wanted, bus.replay(wanted));
    begun++;
    replays.put(replay.id(), replay);
    if (replays.size() > REMEMBERED) {
      replays.values().stream()
          .filter(each -> each.rerun().isDone())
          .findFirst()
          .ifPresent(oldest -> replays.remove(oldest.id()));
    }
    return replay;
  }

  private StartAt start(Body body) throws ApiError {
    Optional<Object> from = body.optional("from");
    Optional<Object> since = body.optional("since");
    Optional<Object> last = body.optional("last");
    if (Stream.of(from, since, last).filter(Optional::isPresent).count() != 1) {
      throw ApiError.badRequest("One of 'from', 'since' and 'last' must say where to begin");
    }
    try {
      if (from.isPresent()) {
        return Beginning.after("from", from.get());
      }
      return since.isPresent()
          ? Beginning.since("since", since.get())
          : Beginning.last("last", last.orElseThrow(), maxLast);
    } catch (BadRequest e) {
      throw ApiError.badRequest(e.sentence());
    }
  }

  private static double speed(Body body) throws ApiError {
    Object speed = body.optional("speed").orElse(1);
    if (speed instanceof Number number) {
      return number.doubleValue();
    }
    throw ApiError.badRequest("The parameter 'speed' must be a number");
  }

  synchronized Response list(Request request, String none) {
    List<Map<String, Object>> shown =
        replays.values().stream().map(each -> each.shown(clock)).toList();
    return Response.of(
        200,
        Json.object(
            "replays", shown, "count", shown.size(), "timestamp", clock.instant().toString()));
  }

  Response find(Request request, String id) throws ApiError {
    return Response.of(200, replay(id).shown(clock));
  }

  Response cancel(Request request, String id) throws ApiError {
    Replay replay = replay(id);
    replay.rerun().cancel();
    return Response.of(200, replay.shown(clock));
  }

  private synchronized Replay replay(String id) throws ApiError {
    Replay replay = replays.get(id);
    if (replay == null) {
      throw ApiError.replayNotFound(id);
    }
    return replay;
  }
}
