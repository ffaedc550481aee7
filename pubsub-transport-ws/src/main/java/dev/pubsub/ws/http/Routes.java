package dev.pubsub.ws.http;

import dev.pubsub.Principal;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.PathTemplate;
import dev.pubsub.spi.flow.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What answers which method and path, for one bus. What has an action is asked about before it is
 * done; the other routes do what the bus itself asks about, such as to publish.
 */
final class Routes {

  /** Answers a request, given what stands for the variables of its path. */
  @FunctionalInterface
  interface Target {
    CompletableFuture<Response> answer(Request request, Map<String, String> variables)
        throws ApiError;
  }

  private record Route(String method, PathTemplate path, Target target) {}

  private final List<Route> routes = new ArrayList<>();
  private final Gateway gateway;
  private final String bus;

  Routes(Gateway gateway, String bus) {
    this.gateway = gateway;
    this.bus = bus;
  }

  Routes add(String method, String path, Handler handler) {
    return add(
        method,
        PathTemplate.parse(path),
        (request, variables) -> now(handler.answer(request, id(variables))));
  }

  /** The same for what not everybody may do. */
  Routes add(String method, String path, String action, Handler handler) {
    return add(
        method,
        PathTemplate.parse(path),
        action,
        (request, variables) -> now(handler.answer(request, id(variables))));
  }

  /** The same with all variables of the path. */
  Routes add(String method, PathTemplate path, String action, Target target) {
    return add(
        method,
        path,
        (request, variables) -> {
          gateway.admit(Operation.ADMINISTER, bus, Principal.ANONYMOUS, action).orThrow();
          return target.answer(request, variables);
        });
  }

  /** The same for what is answered later. */
  Routes addAsync(String method, String path, AsyncHandler handler) {
    return add(
        method,
        PathTemplate.parse(path),
        (request, variables) -> handler.answer(request, id(variables)));
  }

  private static String id(Map<String, String> variables) {
    return variables.getOrDefault("id", "");
  }

  static CompletableFuture<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }

  private Routes add(String method, PathTemplate path, Target target) {
    routes.add(new Route(method, path, target));
    return this;
  }

  Routes addAll(Routes others) {
    routes.addAll(others.routes);
    return this;
  }

  /** Whether there are requests of this method and path that are answered already. */
  boolean answer(String method, PathTemplate path) {
    return routes.stream()
        .anyMatch(route -> route.method().equals(method) && route.path().overlaps(path));
  }

  /** Has the request answered, by what is at a path whose segments are given decoded. */
  CompletableFuture<Response> answer(Request request, List<String> segments) throws ApiError {
    // HEAD is GET without the body, which the server leaves out.
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Set<String> allowed = new LinkedHashSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.path().match(segments);
      if (variables.isPresent()) {
        if (route.method().equals(method)) {
          return route.target().answer(request, variables.get());
        }
        allowed.add(route.method());
      }
    }
    throw allowed.isEmpty()
        ? ApiError.notFound()
        : ApiError.methodNotAllowed(String.join(", ", allowed));
  }
}
