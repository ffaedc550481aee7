package dev.pubsub.ws.http;

/** Answers the requests of one path and method. Must not block. */
@FunctionalInterface
interface Handler {

  /**
   * Answers a request.
   *
   * @param request the request
   * @param id the variable part of the path, decoded; empty when there is none
   */
  Response answer(Request request, String id) throws ApiError;
}
