package dev.pubsub.cluster.link;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log now and then that payloads do not travel. Any thread. */
final class Uncarried {

  private static final Logger LOG = LoggerFactory.getLogger(Uncarried.class);
  private static final long REST = Duration.ofMinutes(1).toNanos();

  private final Scheduler time;
  private final AtomicLong next;

  Uncarried(Scheduler time) {
    this.time = time;
    this.next = new AtomicLong(time.nanoTime());
  }

  void tell(String bus, String what) {
    long now = time.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + REST)) {
      LOG.warn(
          "A signal of the bus '{}' stays on this node: nodes carry texts, numbers, bytes, and lists"
              + " and maps of them, not {}. Others are counted, and told of in a minute",
          bus,
          what);
    }
  }
}
