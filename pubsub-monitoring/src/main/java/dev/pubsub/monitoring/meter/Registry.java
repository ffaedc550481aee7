package dev.pubsub.monitoring.meter;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Session;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Meters, once somebody has asked for them. */
final class Registry implements AutoCloseable {

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<BusMeters> buses;

  Registry(
      String node,
      boolean jvm,
      List<Session> sessions,
      Map<String, List<Gauge>> gauges,
      Scheduler time) {
    meters
        .config()
        .commonTags(Tags.of("node", node))
        // Of the processors; whoever checks names by the rules of Prometheus objects to these.
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    buses =
        sessions.stream()
            .map(session -> new BusMeters(session.name(), new Figures(session::stats, time)))
            .toList();
    buses.forEach(each -> each.bindTo(meters));
    gauges.forEach((plugin, all) -> all.forEach(each -> show(plugin, each)));
    if (jvm) {
      List.<MeterBinder>of(
              new ClassLoaderMetrics(),
              new JvmMemoryMetrics(),
              new JvmThreadMetrics(),
              new ProcessorMetrics(),
              new UptimeMetrics(),
              collections)
          .forEach(each -> each.bindTo(meters));
    }
  }

  private void show(String plugin, Gauge gauge) {
    String name = "pubsub." + plugin + "." + gauge.name();
    Tags tags =
        Tags.of(
            gauge.tags().entrySet().stream()
                .map(each -> Tag.of(each.getKey(), each.getValue()))
                .toList());
    if (gauge.counter()) {
      FunctionCounter.builder(name, gauge.value(), LongSupplier::getAsLong)
          .description(gauge.description())
          .tags(tags)
          .register(meters);
    } else {
      io.micrometer.core.instrument.Gauge.builder(name, () -> gauge.value().getAsLong())
          .description(gauge.description())
          .tags(tags)
          .register(meters);
    }
  }

  MeterRegistry meters() {
    return meters;
  }

  /** All meters as they are, in a format that Prometheus knows by its content type. */
  String scrape(String contentType) {
    buses.forEach(each -> each.refresh(meters));
    return meters.scrape(contentType);
  }

  @Override
  public void close() {
    collections.close();
    meters.close();
  }
}
