package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.ws.json.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the bus {@code security} who was not let in, at most once a second and how many were left
 * out before: strangers must not drive out of its history what it knows of others. Any thread may
 * use it; nothing blocks.
 */
final class RefusalFeed {

  /** What a stranger may make us repeat. */
  private static final int MOST_CHARACTERS = 200;

  private static final String FORBIDDEN = "FORBIDDEN";

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Gateway gateway;
  private final Scheduler time;
  private final AtomicLong quietUntil;
  private final AtomicLong leftOut = new AtomicLong();

  RefusalFeed(Gateway gateway, Scheduler time) {
    this.gateway = gateway;
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanoTime());
  }

  /** Tells of a refusal, unless it only says that a client was wrong or came too late. */
  void refused(HttpServerExchange exchange, String code) {
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
