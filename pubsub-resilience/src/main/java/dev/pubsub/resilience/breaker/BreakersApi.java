package dev.pubsub.resilience.breaker;

import dev.pubsub.error.PubSubException;
import dev.pubsub.resilience.http.JsonBody;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The breakers of a bus over HTTP. */
final class BreakersApi {

  private static final String PATH = "/api/breakers";
  private static final String ONE = PATH + "/{name}";

  private final Breakers breakers;

  BreakersApi(Breakers breakers) {
    this.breakers = breakers;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("GET", PATH, "breakers.read", this::list),
        Endpoint.of("GET", ONE, "breakers.read", this::find),
        Endpoint.of("PUT", ONE, "breakers.change", this::put));
  }

  private EndpointResponse list(EndpointRequest request) {
    List<Map<String, Object>> all =
        breakers.list(request.session().name()).stream().map(BreakersApi::shown).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("breakers", all);
    answer.put("count", all.size());
    answer.put("unguarded", breakers.unguarded());
    return JsonBody.answer(answer);
  }

  private EndpointResponse find(EndpointRequest request) {
    String name = name(request);
    return JsonBody.answer(
        shown(
            breakers
                .find(request.session().name(), name)
                .orElseThrow(() -> Breakers.notFound(name))));
  }

  private EndpointResponse put(EndpointRequest request) {
    BreakerOverride wanted = wanted(request.body());
    return JsonBody.answer(shown(breakers.set(request.session().name(), name(request), wanted)));
  }

  private static BreakerOverride wanted(byte[] body) {
    String given = JsonBody.text(body, "state").orElse("");
    return Arrays.stream(BreakerOverride.values())
        .filter(each -> BreakerFeed.word(each).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new PubSubException(
                    BreakerError.BAD_BREAKER_STATE,
                    "the body must be {\"state\": \"open\"}, or closed, or auto"));
  }

  private static String name(EndpointRequest request) {
    return request.variables().getOrDefault("name", "");
  }

  static Map<String, Object> shown(BreakerStatus status) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", status.name());
    shown.put("rule", status.rule());
    shown.put("state", BreakerFeed.word(status.state()));
    shown.put("override", BreakerFeed.word(status.override()));
    status.failureRate().ifPresent(rate -> shown.put("failure_rate", rate));
    status.slowRate().ifPresent(rate -> shown.put("slow_rate", rate));
    shown.put("calls", status.calls());
    shown.put("withheld", status.withheld());
    shown.put("transitions", status.transitions());
    shown.put("subscriptions", status.subscriptions());
    shown.put("held", status.held());
    status.probesIn().ifPresent(time -> shown.put("half_opens_in_ms", time.toMillis()));
    if (status.followed()) {
      shown.put("followed", true);
    }
    if (!status.openElsewhere().isEmpty()) {
      shown.put("open_elsewhere", elsewhere(status.openElsewhere()));
    }
    return shown;
  }

  private static List<Map<String, String>> elsewhere(Map<String, Instant> open) {
    return open.entrySet().stream()
        .map(each -> Map.of("node", each.getKey(), "since", each.getValue().toString()))
        .toList();
  }
}
