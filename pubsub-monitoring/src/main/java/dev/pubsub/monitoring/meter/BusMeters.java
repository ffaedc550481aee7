package dev.pubsub.monitoring.meter;

import dev.pubsub.BusPace;
import dev.pubsub.BusStats;
import dev.pubsub.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one bus. Their tags are bounded: the bus, the reason of a loss, the code of a
 * refusal; never a topic, and never who published.
 */
final class BusMeters implements MeterBinder {

  private final Figures figures;
  private final Tags tags;
  private final Set<String> codes = new HashSet<>();

  BusMeters(String bus, Figures figures) {
    this.figures = figures;
    this.tags = Tags.of("bus", bus);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter("published", BusStats::published, "Signals that were accepted", tags, registry);
    counter("delivered", BusStats::delivered, "Deliveries that were handled", tags, registry);
    counter(
        "duplicates",
        BusStats::duplicates,
        "Publishes that had been carried out before",
        tags,
        registry);
    for (DropReason reason : DropReason.values()) {
      counter(
          "dropped",
          stats -> stats.dropped().getOrDefault(reason, 0L),
          "Signals that did not reach a subscriber",
          tags.and("reason", reason.name().toLowerCase(Locale.ROOT)),
          registry);
    }
    gauge("pubsub.topics", BusStats::topics, "Topics", registry);
    gauge(
        "pubsub.subscriptions",
        stats -> stats.subscriptions().values().stream().mapToInt(Integer::intValue).sum(),
        "Subscriptions",
        registry);
    gauge(
        "pubsub.queue.depth.max",
        BusStats::waitingMax,
        "Signals that wait for the subscription that is furthest behind",
        registry);
    gauge(
        "pubsub.queue.depth.p99",
        BusStats::waitingP99,
        "The same without the worst hundredth of the subscriptions",
        registry);
    gauge("pubsub.requests.asking", BusStats::asking, "Questions that wait for replies", registry);
    gauge(
        "pubsub.requests.answering",
        BusStats::answering,
        "Questions that responders have and have not answered",
        registry);
    processing("p50", BusPace::processingP50, registry);
    processing("p99", BusPace::processingP99, registry);
    refresh(registry);
  }

  /** Adds meters of refusals that had not happened before; there are about a hundred at most. */
  void refresh(MeterRegistry registry) {
    Set<String> seen = figures.get().rejectedByCode().keySet();
    synchronized (codes) {
      for (String code : seen) {
        if (codes.add(code)) {
          counter(
              "rejected",
              stats -> stats.rejectedByCode().getOrDefault(code, 0L),
              "Signals that were refused",
              tags.and("code", code),
              registry);
        }
      }
    }
  }

  private void counter(
      String what,
      ToDoubleFunction<BusStats> value,
      String description,
      Tags tagged,
      MeterRegistry registry) {
    FunctionCounter.builder(
            "pubsub.messages." + what, this, self -> value.applyAsDouble(self.figures.get()))
        .description(description)
        .tags(tagged)
        .register(registry);
  }

  private void gauge(
      String name, ToDoubleFunction<BusStats> value, String description, MeterRegistry registry) {
    Gauge.builder(name, this, self -> value.applyAsDouble(self.figures.get()))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void processing(String part, Function<BusPace, Duration> value, MeterRegistry registry) {
    TimeGauge.builder(
            "pubsub.processing.time." + part,
            this,
            TimeUnit.NANOSECONDS,
            self -> value.apply(self.figures.get().pace()).toNanos())
        .description("How long calls of subscribers take, a sample of the last minutes")
        .tags(tags)
        .register(registry);
  }
}
