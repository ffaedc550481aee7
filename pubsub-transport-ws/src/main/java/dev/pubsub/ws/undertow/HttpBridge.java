package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.ws.http.Api;
import dev.pubsub.ws.http.ApiError;
import dev.pubsub.ws.http.PercentCoding;
import dev.pubsub.ws.http.Request;
import dev.pubsub.ws.http.Response;
import dev.pubsub.ws.http.ResponseTimes;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Doorkeeper;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Carries requests from Undertow to the API and answers back. Bodies are gathered on the I/O
 * thread; the API runs on a worker thread, so that sockets do not wait for it. No thread waits for
 * an answer that comes later.
 */
final class HttpBridge implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(HttpBridge.class);

  /** How long a request with a body may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");

  /** Those that change nothing. */
  private static final Set<HttpString> SAFE = Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS);

  private final Doorkeeper doorkeeper;
  private final Api api;
  private final Json json;
  private final ResponseTimes times;
  private final Scheduler scheduler;
  private final RefusalFeed refusals;
  private final Connections connections;
  private final int maxBody;

  HttpBridge(
      Doorkeeper doorkeeper,
      Api api,
      Json json,
      ResponseTimes times,
      Scheduler scheduler,
      RefusalFeed refusals,
      Connections connections,
      int maxBody) {
    this.doorkeeper = doorkeeper;
    this.api = api;
    this.json = json;
    this.times = times;
    this.scheduler = scheduler;
    this.refusals = refusals;
    this.connections = connections;
    this.maxBody = maxBody;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    long begun = scheduler.nanoTime();
    exchange.addExchangeCompleteListener(
        (completed, next) -> {
          times.record(scheduler.nanoTime() - begun);
          next.proceed();
        });
    Scheduler.Cancellable limit = exchange.isRequestComplete() ? () -> {} : limitTime(exchange);
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(maxBody);
    receiver.receiveFullBytes(
        (received, body) -> {
          limit.cancel();
          received.dispatch(worker -> answer(worker, body));
        },
        (failed, e) -> fail(failed, e));
  }

  private void answer(HttpServerExchange worker, byte[] body) {
    CompletableFuture<Response> answer = begin(worker, body);
    if (answer.isDone()) {
      send(worker, answer.join());
    } else {
      LateAnswer late = new LateAnswer(worker, answer, this::send, connections);
      connections.add(late);
      worker.dispatch(worker.getIoThread(), late::begin);
    }
  }

  /** A client that sends its body drop by drop must not hold the connection for ever. */
  private Scheduler.Cancellable limitTime(HttpServerExchange exchange) {
    Scheduler.Cancellable end =
        scheduler.schedule(
            PATIENCE,
            () ->
                exchange.getIoThread().execute(() -> IoUtils.safeClose(exchange.getConnection())));
    exchange.addExchangeCompleteListener(
        (completed, next) -> {
          end.cancel();
          next.proceed();
        });
    return end;
  }

  private void fail(HttpServerExchange exchange, IOException e) {
    if (e instanceof Receiver.RequestToLargeException || e instanceof RequestTooBigException) {
      exchange.setPersistent(false);
      send(exchange, ApiError.tooLarge(maxBody).response());
    } else {
      LOG.debug("A request did not arrive whole", e);
      exchange.endExchange();
    }
  }

  private CompletableFuture<Response> begin(HttpServerExchange exchange, byte[] body) {
    try {
      refuseForeignPage(exchange);
      Map<String, String> query =
          PercentCoding.query(exchange.getQueryString()).orElseThrow(ApiError::badQuery);
      return api.answer(
          new Request(
              exchange.getRequestMethod().toString(),
              exchange.getRequestPath(),
              query,
              header(exchange, Headers.CONTENT_TYPE),
              header(exchange, IDEMPOTENCY_KEY),
              () -> headers(exchange),
              body));
    } catch (ApiError e) {
      return CompletableFuture.completedFuture(e.response());
    } catch (RuntimeException e) {
      LOG.error("Answering a request failed", e);
      return CompletableFuture.completedFuture(ApiError.internal().response());
    }
  }

  /** A browser sends what any page wants it to, if it looks like a form, without asking first. */
  private void refuseForeignPage(HttpServerExchange exchange) throws ApiError {
    if (!SAFE.contains(exchange.getRequestMethod())
        && !doorkeeper.allows(header(exchange, Headers.ORIGIN), header(exchange, Headers.HOST))) {
      refusals.refused(exchange);
      throw ApiError.foreignPage();
    }
  }

  private static Optional<String> header(HttpServerExchange exchange, HttpString name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static Map<String, String> headers(HttpServerExchange exchange) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange
        .getRequestHeaders()
        .forEach(header -> all.put(header.getHeaderName().toString(), String.join(", ", header)));
    return all;
  }

  /** Answers. */
  void send(HttpServerExchange exchange, Response response) {
    exchange.setStatusCode(response.status());
    put(exchange, "Cache-Control", "no-store");
    put(exchange, "X-Content-Type-Options", "nosniff");
    response.headers().forEach((name, value) -> put(exchange, name, value));
    exchange.getResponseSender().send(ByteBuffer.wrap(response.body().apply(json)));
  }

  private static void put(HttpServerExchange exchange, String name, String value) {
    exchange.getResponseHeaders().put(new HttpString(name), value);
  }
}
