package dev.pubsub.spi.edge;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;
import java.util.Set;

/**
 * Something that a plugin answers over HTTP. Whichever transport speaks HTTP serves it, behind its
 * own limits and its own decision who may call. A path below {@code /api/} is served for each bus,
 * too, at {@code /api/buses/NAME/...}; any other acts on the first bus, {@code default}.
 *
 * @param method GET, which answers HEAD as well, POST, PUT, PATCH or DELETE
 * @param path which paths it answers
 * @param action what it does, such as {@code schemas.read}: a stable name by which it is told of in
 *     logs, and by which it can be allowed and forbidden
 * @param handler answers
 */
public record Endpoint(String method, PathTemplate path, String action, Handler handler) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Answers the requests for an endpoint. */
  @FunctionalInterface
  public interface Handler {

    /**
     * Answers one request. Called on a thread of the transport, by many at once, never on one that
     * serves sockets. It may block for a moment, but others wait for the thread.
     *
     * @param request what is asked, whole; its session is closed when this returns
     * @return the answer
     * @throws PubSubException to refuse: answered with its code and the status of its kind, 400 for
     *     what the caller did wrong, 404 where the code ends with {@code _NOT_FOUND}. Anything else
     *     that is thrown is answered with 500, logged, and told to nobody outside
     */
    EndpointResponse answer(EndpointRequest request);
  }

  /**
   * Checks the method.
   *
   * @param method one of the five
   * @param path which paths it answers
   * @param action what it does, a stable name
   * @param handler answers
   * @throws PubSubException with BAD_OPTION when the method is another
   */
  public Endpoint {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(handler, "handler");
    if (!METHODS.contains(method)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "an endpoint answers to GET, POST, PUT, PATCH or DELETE, not to '" + method + "'");
    }
  }

  /**
   * An endpoint.
   *
   * @param method one of the five
   * @param path as {@link PathTemplate#parse} reads it
   * @param action what it does, a stable name
   * @param handler answers
   * @return the endpoint
   * @throws PubSubException with BAD_OPTION when the method or the path cannot be
   */
  public static Endpoint of(String method, String path, String action, Handler handler) {
    return new Endpoint(method, PathTemplate.parse(path), action, handler);
  }

  /**
   * Whether it is in the way of another.
   *
   * @param other another endpoint
   * @return true when there are requests that both would answer
   */
  public boolean conflictsWith(Endpoint other) {
    return method.equals(other.method) && path.overlaps(other.path);
  }

  /**
   * What it answers.
   *
   * @return the method and the path
   */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
