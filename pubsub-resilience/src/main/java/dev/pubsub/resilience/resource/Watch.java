package dev.pubsub.resilience.resource;

import dev.pubsub.spi.flow.PressureLevel;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an eye on one gauge. Looked through by one thread, asked by any. */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Gauge gauge;
  private final Hysteresis hysteresis;
  private volatile Status status;
  private boolean failed;

  Watch(Gauge gauge, Marks marks, Duration calm, Instant now) {
    this.gauge = gauge;
    this.hysteresis = new Hysteresis(marks, calm);
    this.status = new Status(gauge.name(), 0, 0, PressureLevel.NORMAL, marks, now);
  }

  /** What the last look has shown. */
  Status status() {
    return status;
  }

  /** Reads the gauge; whether the level has changed. */
  boolean look(long nanos, Instant now) {
    Status before = status;
    long used;
    long limit;
    try {
      gauge.look();
      used = gauge.used();
      limit = gauge.limit();
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("The resource {} cannot be read; its last figure stands", before.resource(), e);
      }
      failed = true;
      used = before.used();
      limit = before.limit();
    }
    Status read =
        new Status(before.resource(), used, limit, before.level(), before.marks(), before.since());
    PressureLevel level = hysteresis.after(read.percent(), nanos);
    boolean crossed = level != before.level();
    status =
        new Status(
            read.resource(), used, limit, level, read.marks(), crossed ? now : before.since());
    return crossed;
  }
}
