package dev.pubsub.resilience.resource;

import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks at the gauges now and then, reports the level of each where it has changed, and tells those
 * who run the platform.
 */
final class ResourceManager implements Component, PressureSource {

  /** How often it looks, and what follows. */
  record Pace(Duration interval, Duration calm, Duration cleanup) {}

  private final Environment environment;
  private final Pace pace;
  private final Watermarks marks;
  private final GaugeSource source;
  private final Announcement announcement;
  private volatile List<Watch> watches = List.of();
  // Written before the start.
  private volatile Sink sink = NOBODY;
  // Guarded by this.
  private Cancellable next = () -> {};
  private boolean stopped;
  private long reminded;

  private static final Sink NOBODY =
      new Sink() {
        @Override
        public void report(String resource, PressureLevel level) {}

        @Override
        public void remind() {}
      };

  ResourceManager(
      Environment environment,
      Pace pace,
      Watermarks marks,
      GaugeSource source,
      Announcement announcement) {
    this.environment = environment;
    this.pace = pace;
    this.marks = marks;
    this.source = source;
    this.announcement = announcement;
  }

  @Override
  public void reportTo(Sink given) {
    sink = given;
  }

  @Override
  public synchronized void start(Gateway gateway) {
    Instant now = environment.clock().instant();
    announcement.open(gateway);
    watches =
        source.open(gateway).stream()
            .map(gauge -> new Watch(gauge, marks.of(gauge.name()), pace.calm(), now))
            .toList();
    reminded = environment.scheduler().nanoTime();
    look();
  }

  /** Twice as often while something is scarce, so that it is soon seen to be over. */
  private void scheduleNext() {
    if (!stopped) {
      Duration rest = isScarce() ? pace.interval().dividedBy(2) : pace.interval();
      next = environment.scheduler().schedule(rest, this::look);
    }
  }

  private boolean isScarce() {
    return resources().stream().anyMatch(each -> each.level() != PressureLevel.NORMAL);
  }

  /** All resources as they were at the last look. */
  List<Status> resources() {
    return watches.stream().map(Watch::status).toList();
  }

  private synchronized void look() {
    try {
      if (!stopped) {
        watches.forEach(this::look);
        remind();
      }
    } finally {
      scheduleNext();
    }
  }

  private void look(Watch watch) {
    PressureLevel before = watch.status().level();
    if (watch.look(environment.scheduler().nanoTime(), environment.clock().instant())) {
      Status status = watch.status();
      sink.report(status.resource(), status.level());
      announcement.tell(status, before);
    }
  }

  private void remind() {
    long now = environment.scheduler().nanoTime();
    if (!isScarce()) {
      reminded = now;
    } else if (!pace.cleanup().isZero() && now - reminded >= pace.cleanup().toNanos()) {
      reminded = now;
      sink.remind();
    }
  }

  @Override
  public void stop() {
    synchronized (this) {
      stopped = true;
      next.cancel();
    }
    source.close();
  }
}
