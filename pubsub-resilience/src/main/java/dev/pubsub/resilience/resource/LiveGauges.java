package dev.pubsub.resilience.resource;

import dev.pubsub.config.Settings;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.edge.Gateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The gauges of this process and its buses, as the settings want them. */
final class LiveGauges implements GaugeSource {

  private final Environment environment;
  private final List<Runnable> closings = new ArrayList<>();

  LiveGauges(Environment environment) {
    this.environment = environment;
  }

  @Override
  public List<Gauge> open(Gateway gateway) {
    Settings settings = environment.settings();
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(heap());
    SystemGauges.direct().ifPresent(gauges::add);
    SystemGauges.threads(settings.get(ResourceSettings.THREADS_MAX), new LinuxLimits(Path.of("/")))
        .ifPresent(gauges::add);
    cpu().ifPresent(gauges::add);
    SystemGauges.files(environment).ifPresent(gauges::add);
    SystemGauges.disk(settings.get(ResourceSettings.DISK), environment).ifPresent(gauges::add);
    BusGauges buses = new BusGauges(gateway);
    closings.add(buses::close);
    gauges.addAll(
        buses.gauges(
            settings.get(ResourceSettings.PROCESSES),
            settings.get(ResourceSettings.QUEUE),
            environment));
    return gauges;
  }

  private Gauge heap() {
    Settings settings = environment.settings();
    HeapGauge heap =
        new HeapGauge(
            Math.min(Runtime.getRuntime().maxMemory(), settings.get(ResourceSettings.MEMORY)),
            settings.get(ResourceSettings.WATERMARKS).of(Watermarks.HEAP),
            settings.get(ResourceSettings.COLLECT),
            environment.scheduler(),
            environment.executor(),
            System::gc);
    closings.add(CollectionListener.of(heap)::close);
    return heap;
  }

  /** A busy machine is no fault, so it is watched only where somebody says when it is one. */
  private Optional<Gauge> cpu() {
    return environment.settings().get(ResourceSettings.WATERMARKS).names(Watermarks.CPU)
        ? SystemGauges.cpu()
        : Optional.empty();
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
    closings.clear();
  }
}
