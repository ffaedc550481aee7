package dev.pubsub.core.assembly;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log which plugins were started: a line for each, and one for all. */
final class StartReport {

  private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

  private StartReport() {}

  static void log(List<Installed> plugins, Duration total) {
    for (Installed plugin : plugins) {
      LOG.info(
          "Plugin '{}' {} ({}) brings {}, started in {} ms",
          plugin.id(),
          plugin.origin().version(),
          plugin.origin().file(),
          summary(plugin.contributions()),
          plugin.startTime().toMillis());
    }
    if (!plugins.isEmpty()) {
      LOG.info("Plugins started: {}, in {} ms", plugins.size(), total.toMillis());
    }
  }

  /** What a plugin contributes, in a few words. */
  static String summary(Contributions all) {
    int transports = (int) all.components().stream().filter(Transport.class::isInstance).count();
    List<String> parts = new ArrayList<>();
    count(parts, transports, "transport");
    count(parts, all.components().size() - transports, "component");
    count(parts, all.endpoints().size(), "endpoint");
    count(parts, all.healthChecks().size(), "health check");
    count(parts, all.gauges().size(), "gauge");
    count(parts, all.gates().size(), "gate");
    count(parts, all.interceptors().size(), "interceptor");
    count(parts, all.decorators().size(), "decorator");
    count(parts, all.pressureSources().size(), "pressure source");
    count(parts, all.reliefs().size(), "relief");
    count(parts, all.observers().size(), "observer");
    count(parts, all.store().isPresent() ? 1 : 0, "store");
    count(parts, all.filterLanguage().isPresent() ? 1 : 0, "filter language");
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static void count(List<String> parts, int count, String word) {
    if (count > 0) {
      parts.add(count + " " + word + (count == 1 ? "" : "s"));
    }
  }
}
