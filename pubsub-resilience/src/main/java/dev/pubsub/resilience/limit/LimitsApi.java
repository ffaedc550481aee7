package dev.pubsub.resilience.limit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** So that nobody pays for it who never asks. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("GET", PATH, "limits.read", request -> list()),
        Endpoint.of("GET", ONE, "limits.read", request -> answer(find(name(request)))),
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
    return answer(answer);
  }

  private EndpointResponse put(EndpointRequest request) {
    limits.put(name(request), rule(request.body()));
    return answer(find(name(request)));
  }

  private EndpointResponse remove(EndpointRequest request) {
    String name = name(request);
    if (!limits.remove(name)) {
      throw notFound();
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "deleted");
    answer.put("name", name);
    return answer(answer);
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
    try {
      JsonNode read = Json.MAPPER.readTree(body);
      JsonNode rule = read == null ? null : read.get("rule");
      if (rule != null && rule.isTextual()) {
        return rule.textValue();
      }
    } catch (IOException e) {
      // Told below, like any other body that cannot be.
    }
    throw LimitError.BAD_LIMIT.because(FORM);
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
    return shown;
  }

  private static EndpointResponse answer(Map<String, ?> content) {
    try {
      return EndpointResponse.of(200, "application/json", Json.MAPPER.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
