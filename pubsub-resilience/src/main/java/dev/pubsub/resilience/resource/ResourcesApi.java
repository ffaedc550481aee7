package dev.pubsub.resilience.resource;

import dev.pubsub.resilience.http.JsonBody;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.flow.PressureLevel;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources over HTTP. */
final class ResourcesApi {

  private final ResourceManager manager;
  private final Announcement announcement;
  private final Clock clock;

  ResourcesApi(ResourceManager manager, Announcement announcement, Clock clock) {
    this.manager = manager;
    this.announcement = announcement;
    this.clock = clock;
  }

  /** What is to be contributed. */
  Endpoint endpoint() {
    return Endpoint.of("GET", "/api/resources", "resources.read", request -> answer());
  }

  private EndpointResponse answer() {
    List<Status> resources = manager.resources();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("level", worst(resources));
    answer.put("resources", resources.stream().map(this::shown).toList());
    answer.put("timestamp", clock.instant().toString());
    return JsonBody.answer(answer);
  }

  private static PressureLevel worst(List<Status> resources) {
    return resources.stream()
        .map(Status::level)
        .max(Comparator.naturalOrder())
        .orElse(PressureLevel.NORMAL);
  }

  private Map<String, Object> shown(Status status) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("resource", status.resource());
    shown.put("level", status.level());
    shown.put("used", status.used());
    shown.put("limit", status.limit());
    shown.put("percent", Math.round(status.percent() * 10) / 10.0);
    shown.put("soft_percent", status.marks().soft());
    shown.put("hard_percent", status.marks().hard());
    shown.put("since", status.since().toString());
    shown.put("given_up", announcement.givenUp(status));
    return shown;
  }
}
