package dev.pubsub.ws.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of contents of the HTTP API, and the way a request finds its place in it. */
public final class Api {

  private static final String VARIABLE = "{id}";

  /** By path; then by method. */
  private final Map<List<String>, Map<String, Endpoint>> paths = new LinkedHashMap<>();

  /**
   * The API.
   *
   * @param topics topics as resources
   * @param broadcast publishing
   * @param health how the server is
   * @param stats what has happened
   */
  public Api(TopicsApi topics, BroadcastApi broadcast, HealthApi health, StatsApi stats) {
    add("POST", "/api/topics", topics::create);
    add("GET", "/api/topics", topics::list);
    add("GET", "/api/topics/{id}", topics::find);
    add("DELETE", "/api/topics/{id}", topics::delete);
    add("POST", "/api/broadcast", broadcast::send);
    add("GET", "/api/health", health::health);
    add("GET", "/healthz/live", health::live);
    add("GET", "/healthz/ready", health::ready);
    add("GET", "/api/stats", stats::stats);
  }

  private void add(String method, String path, Endpoint endpoint) {
    paths
        .computeIfAbsent(List.of(path.substring(1).split("/")), key -> new LinkedHashMap<>())
        .put(method, endpoint);
  }

  /**
   * Answers a request. Any thread; does not block.
   *
   * @param request the request
   * @return the answer
   * @throws ApiError with the answer when it is an error
   */
  public Response answer(Request request) throws ApiError {
    List<String> segments = segments(request.path());
    for (Map.Entry<List<String>, Map<String, Endpoint>> path : paths.entrySet()) {
      Optional<String> id = match(path.getKey(), segments);
      if (id.isPresent()) {
        // HEAD is GET without the body, which the server leaves out.
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Endpoint endpoint = path.getValue().get(method);
        if (endpoint == null) {
          throw ApiError.methodNotAllowed(String.join(", ", path.getValue().keySet()));
        }
        return endpoint.answer(request, id.get());
      }
    }
    throw ApiError.notFound();
  }

  private static List<String> segments(String path) throws ApiError {
    if (!path.startsWith("/")) {
      throw ApiError.notFound();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(
          PercentCoding.segment(segment)
              .orElseThrow(() -> ApiError.badRequest("The path is not percent-encoded UTF-8")));
    }
    return segments;
  }

  /** What stands for the variable, the empty string when there is none, or no match. */
  private static Optional<String> match(List<String> template, List<String> segments) {
    if (template.size() != segments.size()) {
      return Optional.empty();
    }
    String id = "";
    for (int i = 0; i < template.size(); i++) {
      if (template.get(i).equals(VARIABLE) && !segments.get(i).isEmpty()) {
        id = segments.get(i);
      } else if (!template.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(id);
  }
}
