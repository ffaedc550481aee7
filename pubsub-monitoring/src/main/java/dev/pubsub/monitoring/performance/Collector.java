package dev.pubsub.monitoring.performance;

import dev.pubsub.Principal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a sample of each bus once in an interval, keeps the last ones, and has them watched where
 * there is a baseline. Any thread.
 */
final class Collector implements Component {

  private static final Principal SELF = new Principal("system:monitoring");

  private static final Duration ALWAYS = Duration.ofNanos(Long.MAX_VALUE);

  private final Duration interval;
  private final int capacity;
  private final Scheduler time;
  private final Clock clock;
  private final Baselines baselines;
  private final Optional<HotTopics> hot;
  // Guarded by this.
  private final Map<Session, Samples> buses = new HashMap<>();
  private Cancellable next = () -> {};
  private long ticks;

  Collector(
      Duration interval,
      int capacity,
      Scheduler time,
      Clock clock,
      Baselines baselines,
      Optional<HotTopics> hot) {
    this.interval = interval;
    this.capacity = capacity;
    this.time = time;
    this.clock = clock;
    this.baselines = baselines;
    this.hot = hot;
  }

  /** A bus that opens has counted nothing, so the first interval begins here. */
  @Override
  public synchronized void start(Gateway gateway) {
    baselines.open();
    Watch watch = new Watch(gateway);
    for (String bus : gateway.buses()) {
      Samples samples = new Samples(capacity);
      samples.add(Sample.zero(time.nanoTime(), clock.instant()));
      buses.put(gateway.open(bus, SELF, SessionOptions.ofCapacity(1)), samples);
    }
    next = time.schedule(interval, () -> collect(watch));
  }

  private synchronized void collect(Watch watch) {
    if (!buses.isEmpty()) {
      next = time.schedule(interval, () -> collect(watch));
      buses.forEach((bus, samples) -> collect(bus, samples, watch));
      if (++ticks % capacity == 0) {
        hot.ifPresent(HotTopics::turn);
      }
    }
  }

  private void collect(Session bus, Samples samples, Watch watch) {
    samples.add(Sample.of(bus.stats(), time.nanoTime(), clock.instant()));
    baselines
        .of(bus.name())
        .ifPresent(baseline -> watch.look(bus.name(), baseline, samples.within(ALWAYS)));
  }

  /**
   * What is kept of a bus.
   *
   * @throws dev.pubsub.error.PubSubException with TOO_FEW_SAMPLES where there is no interval yet
   */
  List<Interval> kept(String bus) {
    return within(bus, ALWAYS);
  }

  /**
   * What is kept of a bus, back to a span of time before the last sample.
   *
   * @throws dev.pubsub.error.PubSubException with TOO_FEW_SAMPLES where that is not one interval
   */
  synchronized List<Interval> within(String bus, Duration frame) {
    List<Interval> found =
        buses.entrySet().stream()
            .filter(each -> each.getKey().name().equals(bus))
            .flatMap(each -> each.getValue().within(frame).stream())
            .toList();
    if (found.isEmpty()) {
      throw PerformanceError.TOO_FEW_SAMPLES.because(
          "samples are taken every " + interval.toSeconds() + " s, and there is none in that time");
    }
    return found;
  }

  @Override
  public synchronized void stop() {
    next.cancel();
    buses.keySet().forEach(Session::close);
    buses.clear();
  }
}
