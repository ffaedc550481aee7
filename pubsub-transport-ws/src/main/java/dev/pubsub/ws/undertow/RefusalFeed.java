package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.ws.json.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts those who were not let in, and tells the bus {@code security} of them, at most once a
 * second and how many were left out before: strangers must not drive out of its history what it
 * knows of others. Any thread may use it; nothing blocks.
 */
final class RefusalFeed {

  /** What a stranger may make us repeat. */
  private static final int MOST_CHARACTERS = 200;

  private static final String FORBIDDEN = "FORBIDDEN";

  /** There is no place for another client, or the server is about to end. */
  static final String UNAVAILABLE = "UNAVAILABLE";

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Refusals counts;
  private final Gateway gateway;
  private final Scheduler time;
  private final AtomicLong quietUntil;
  private final AtomicLong leftOut = new AtomicLong();

  RefusalFeed(Refusals counts, Gateway gateway, Scheduler time) {
    this.counts = counts;
    this.gateway = gateway;
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanoTime());
  }

  /** Counts a refusal, and tells of it unless a client was only wrong or came too late. */
  void refused(HttpServerExchange exchange, String code) {
    counts.count(code);
    if (!code.equals(FORBIDDEN)) {
      return;
    }
    long now = time.nanoTime();
    long until = quietUntil.get();
    if (now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE)) {
      leftOut.incrementAndGet();
      return;
    }
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    gateway.tell(
        "security",
        "security_events:authorization",
        "access_refused",
        Json.object(
            "reason",
            code,
            "ip_address",
            addressOf(exchange),
            "resource",
            cut(exchange.getRequestMethod() + " " + exchange.getRequestPath()),
            "origin",
            origin == null ? "" : cut(origin),
            "left_out",
            leftOut.getAndSet(0)));
  }

  /** Tells of a page that wanted to change something. */
  void refused(HttpServerExchange exchange) {
    refused(exchange, FORBIDDEN);
  }

  /** Where a client comes from, without a port. */
  static String addressOf(HttpServerExchange exchange) {
    return exchange.getSourceAddress().getAddress().getHostAddress();
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }
}
