package dev.pubsub.monitoring.alert;

import dev.pubsub.spi.Scheduler;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells alerts to a server elsewhere, one after the other in their order, and each again until it
 * is taken or given up. Any thread.
 */
final class Webhook {

  /** So many wait at most; the oldest is given up for one more. */
  static final int MOST = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

  private static final int OK = 200;
  private static final int REDIRECTED = 300;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int BROKEN = 500;

  private final Post post;
  private final WebhookBody body;
  private final String secret;
  private final int attempts;
  private final Backoff backoff;
  private final Scheduler time;
  private final Clock clock;
  // Guarded by this.
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;
  private boolean quiet;
  private long sent;
  private long givenUp;

  /**
   * Has nothing to tell.
   *
   * @param secret by which bodies are signed; empty for none
   * @param attempts before one is given up, 1 or more
   */
  Webhook(
      Post post,
      WebhookBody body,
      String secret,
      int attempts,
      Backoff backoff,
      Scheduler time,
      Clock clock) {
    this.post = post;
    this.body = body;
    this.secret = secret;
    this.attempts = attempts;
    this.backoff = backoff;
    this.time = time;
    this.clock = clock;
  }

  /** Tells of it, as soon as those before it are told. */
  void tell(Notice notice) {
    synchronized (this) {
      if (waiting.size() == MOST) {
        waiting.remove();
        giveUp("too many wait");
      }
      waiting.add(body.of(notice));
    }
    next();
  }

  private void next() {
    byte[] content;
    synchronized (this) {
      content = busy || closed ? null : waiting.poll();
      busy |= content != null;
    }
    if (content != null) {
      send(content, 1);
    }
  }

  private void send(byte[] content, int attempt) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "pubsub");
    if (!secret.isEmpty()) {
      // Anew for each attempt, so that who receives it can refuse what is old.
      headers.put(
          Signature.HEADER, Signature.of(secret, clock.instant().getEpochSecond(), content));
    }
    post.send(content, headers)
        .whenComplete((status, failure) -> answered(content, attempt, status, failure));
  }

  private void answered(
      byte[] content, int attempt, @Nullable Integer status, @Nullable Throwable failure) {
    if (status != null && status >= OK && status < REDIRECTED) {
      taken();
    } else if (attempt < attempts && isWorthAnother(status)) {
      time.schedule(backoff.after(attempt), () -> again(content, attempt + 1));
      return;
    } else {
      giveUp(status == null ? "no answer, " + failure : "the answer is " + status);
    }
    synchronized (this) {
      busy = false;
    }
    next();
  }

  /** What would be answered the same every time is not sent again. */
  private static boolean isWorthAnother(@Nullable Integer status) {
    return status == null || status == TIMED_OUT || status == TOO_MANY || status >= BROKEN;
  }

  private void again(byte[] content, int attempt) {
    boolean wanted;
    synchronized (this) {
      wanted = !closed;
    }
    if (wanted) {
      send(content, attempt);
    }
  }

  private synchronized void taken() {
    sent++;
    if (quiet) {
      quiet = false;
      LOG.info("The webhook takes alerts again; {} were given up so far", givenUp);
    }
  }

  private synchronized void giveUp(String why) {
    givenUp++;
    if (!quiet) {
      quiet = true;
      LOG.warn("An alert was not told to the webhook: {}; those that follow are counted", why);
    }
  }

  /** What became of the alerts. */
  synchronized Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("sent", sent);
    figures.put("given_up", givenUp);
    figures.put("waiting", waiting.size() + (busy ? 1 : 0));
    return figures;
  }

  /** Tells nothing more. */
  synchronized void close() {
    closed = true;
    int left = waiting.size() + (busy ? 1 : 0);
    if (left > 0) {
      LOG.warn("{} alerts were not told to the webhook: this node goes", left);
    }
  }
}
