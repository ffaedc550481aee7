package dev.pubsub.ws.http;

import java.util.concurrent.CompletableFuture;

/** Answers the requests of one path and method, at once or later. Must not block. */
@FunctionalInterface
interface AsyncHandler {

  /**
   * Begins to answer a request.
   *
   * @param request the request
   * @param id the variable part of the path, decoded; empty when there is none
   * @return never fails, but may be cancelled by whoever does not wait any more
   */
  CompletableFuture<Response> answer(Request request, String id) throws ApiError;
}
