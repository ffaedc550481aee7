package dev.pubsub.ws.http;

import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What plugins answer. Each request has a session of its own, which ends with the answer. */
final class Mounts {

  private static final Logger LOG = LoggerFactory.getLogger(Mounts.class);

  private static final String PER_BUS = "/api/";

  /** Where sockets are opened, and where a bus is named. */
  private static final Pattern RESERVED =
      Pattern.compile("/(\\{|ws(/|$)|api($|/\\{|/buses(/|$))).*");

  private final Gateway gateway;

  Mounts(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Adds those that every bus has. */
  Routes addApi(Routes routes, String bus) {
    return add(routes, bus, endpoint -> endpoint.path().toString().startsWith(PER_BUS));
  }

  /** Adds the others. */
  Routes addPlain(Routes routes, String bus) {
    return add(routes, bus, endpoint -> !endpoint.path().toString().startsWith(PER_BUS));
  }

  private Routes add(Routes routes, String bus, Predicate<Endpoint> which) {
    for (Endpoint endpoint : gateway.endpoints().stream().filter(which).toList()) {
      if (RESERVED.matcher(endpoint.path().toString()).matches()
          || routes.answer(endpoint.method(), endpoint.path())) {
        throw new PubSubException(
            StandardError.BAD_PLUGIN,
            "a plugin answers " + endpoint + ", which the plugin 'ws' answers itself");
      }
      routes.add(
          endpoint.method(),
          endpoint.path(),
          endpoint.action(),
          (request, variables) -> Routes.now(answer(endpoint, bus, request, variables)));
    }
    return routes;
  }

  private Response answer(
      Endpoint endpoint, String bus, Request request, Map<String, String> variables)
      throws ApiError {
    try (Session session = gateway.open(bus, Principal.ANONYMOUS, SessionOptions.DEFAULT)) {
      EndpointResponse answer =
          endpoint
              .handler()
              .answer(
                  new EndpointRequest(
                      session,
                      variables,
                      request.query(),
                      request.headers().get(),
                      request.body()));
      return new Response(answer.status(), answer.headers(), json -> answer.body());
    } catch (PubSubException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The endpoint '{}' of a plugin failed", endpoint.action(), e);
      throw ApiError.internal();
    }
  }
}
