package dev.pubsub.agents.access;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Gateway;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells the bus {@code security} who was refused what, at most once a second and how many were left
 * out before: whoever tries again and again must not drive out of its history what it knows of
 * others. Any thread may use it; nothing blocks.
 */
public final class Refusals {

  /** What a stranger may make us repeat. */
  private static final int MOST_CHARACTERS = 200;

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Scheduler time;
  private final AtomicLong quietUntil;
  private final AtomicLong leftOut = new AtomicLong();
  private volatile @Nullable Gateway gateway;

  /**
   * Tells nobody yet.
   *
   * @param time by which a second passes
   */
  public Refusals(Scheduler time) {
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanoTime());
  }

  /**
   * Tells by a gateway from now on.
   *
   * @param opened an open one
   */
  public void open(Gateway opened) {
    gateway = opened;
  }

  /** Tells of a refusal. */
  void refused(String act, String bus, String principal, String to, String why) {
    Gateway open = gateway;
    long now = time.nanoTime();
    long until = quietUntil.get();
    if (open == null || now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE)) {
      leftOut.incrementAndGet();
      return;
    }
    open.tell(
        "security",
        "security_events:authorization",
        "access_refused",
        Map.of(
            "reason",
            "FORBIDDEN",
            "bus",
            bus,
            "principal",
            cut(principal),
            "act",
            act,
            "resource",
            cut(to),
            "rule",
            why,
            "left_out",
            leftOut.getAndSet(0)));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }
}
