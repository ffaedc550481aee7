package dev.pubsub.resilience.limit;

import dev.pubsub.error.PubSubException;
import dev.pubsub.resilience.http.JsonBody;
import dev.pubsub.resilience.share.Share;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The limits over HTTP. */
final class LimitsApi {

  private static final String PATH = "/api/limits";
  private static final String ONE = PATH + "/{name}";
  private static final String FORM = "the body must be {\"rule\": \"publish 100/1s ...\"}";

  private final Limits limits;

  LimitsApi(Limits limits) {
    this.limits = limits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("GET", PATH, "limits.read", request -> list()),
        Endpoint.of("GET", ONE, "limits.read", request -> JsonBody.answer(find(name(request)))),
        Endpoint.of("PUT", ONE, "limits.change", this::put),
        Endpoint.of("DELETE", ONE, "limits.change", this::remove));
  }

  private EndpointResponse list() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("enabled", limits.areOn());
    List<LimitStatus> all = limits.list();
    answer.put("limits", all.stream().map(LimitsApi::shown).toList());
    answer.put("count", all.size());
    if (!limits.areOn()) {
      answer.put("hint", Limits.OFF);
    }
    return JsonBody.answer(answer);
  }

  private EndpointResponse put(EndpointRequest request) {
    limits.put(name(request), rule(request.body()));
    return JsonBody.answer(find(name(request)));
  }

  private EndpointResponse remove(EndpointRequest request) {
    String name = name(request);
    if (!limits.remove(name)) {
      throw notFound();
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "deleted");
    answer.put("name", name);
    return JsonBody.answer(answer);
  }

  private Map<String, Object> find(String name) {
    return limits.list().stream()
        .filter(limit -> limit.name().equals(name))
        .findFirst()
        .map(LimitsApi::shown)
        .orElseThrow(LimitsApi::notFound);
  }

  private static PubSubException notFound() {
    return LimitError.LIMIT_NOT_FOUND.because("there is no limit of that name");
  }

  private static String name(EndpointRequest request) {
    return request.variables().getOrDefault("name", "");
  }

  private static String rule(byte[] body) {
    return JsonBody.text(body, "rule").orElseThrow(() -> LimitError.BAD_LIMIT.because(FORM));
  }

  private static Map<String, Object> shown(LimitStatus limit) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", limit.name());
    shown.put("rule", limit.rule());
    shown.put("per_second", limit.perSecond());
    shown.put("burst", limit.burst());
    shown.put("granted", limit.granted());
    shown.put("refused", limit.refused());
    shown.put("shed", limit.shed());
    shown.put("keys", limit.keys());
    shown.put("evicted", limit.evicted());
    shown.put("shared", limit.shared());
    limit.cluster().ifPresent(cluster -> show(cluster, shown));
    return shown;
  }

  private static void show(LimitStatus.Shared cluster, Map<String, Object> shown) {
    Share share = cluster.share();
    shown.put("cluster_per_second", cluster.perSecond());
    shown.put("share", share.part());
    shown.put("nodes", share.nodes());
    shown.put("nodes_seen", share.seen());
    shown.put("nodes_known", share.largest());
  }
}
