package dev.pubsub.ws.http;

import dev.pubsub.Schedule;
import dev.pubsub.Scheduled;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.publish.ScheduledForm;
import java.time.Clock;

/** Publishes that are not due yet: the next of them, and calling one off. */
final class ScheduledApi {

  private final Schedule schedule;
  private final Clock clock;

  ScheduledApi(Schedule schedule, Clock clock) {
    this.schedule = schedule;
    this.clock = clock;
  }

  Response list(Request request, String none) throws ApiError {
    int limit = Page.limit(request);
    return Response.of(
        200,
        Json.object(
            "scheduled", schedule.list(limit).stream().map(ScheduledForm::of).toList(),
            "count", schedule.count(),
            "timestamp", clock.instant().toString()));
  }

  Response cancel(Request request, String id) throws ApiError {
    if (!schedule.find(id).map(Scheduled::cancel).orElse(false)) {
      throw ApiError.of(
          404, "NOT_FOUND", "Nothing is scheduled under this id; it may have been published");
    }
    return Response.of(
        200, Json.object("status", "cancelled", "id", id, "timestamp", clock.instant().toString()));
  }
}
