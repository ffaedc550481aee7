package dev.pubsub.ws.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints by path and method. */
final class Routes {

  private static final String VARIABLE = "{id}";

  /** By the segments of the path; then by method. */
  private final Map<List<String>, Map<String, Endpoint>> paths = new LinkedHashMap<>();

  Routes add(String method, String path, Endpoint endpoint) {
    paths
        .computeIfAbsent(List.of(path.substring(1).split("/")), key -> new LinkedHashMap<>())
        .put(method, endpoint);
    return this;
  }

  Routes addAll(Routes others) {
    paths.putAll(others.paths);
    return this;
  }

  /** Has the request answered by the endpoint of a path whose segments are given decoded. */
  Response answer(Request request, List<String> segments) throws ApiError {
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
