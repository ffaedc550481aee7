package dev.pubsub.monitoring.performance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The baselines of all buses, and the file that keeps them if there is one. Any thread. */
final class Baselines {

  private final Optional<Path> file;
  private volatile Map<String, Baseline> byBus = Map.of();

  Baselines(Optional<Path> file) {
    this.file = file;
  }

  /** Reads what was saved before. May block. */
  void open() {
    byBus = file.filter(Files::exists).map(BaselineFile::read).orElse(Map.of());
  }

  Optional<Baseline> of(String bus) {
    return Optional.ofNullable(byBus.get(bus));
  }

  /**
   * Makes a frame the baseline of a bus. May block.
   *
   * @throws dev.pubsub.error.PubSubException with NO_BASELINE where there is no file to keep it,
   *     TOO_FEW_SAMPLES, or BAD_BASELINE when it cannot be written
   */
  synchronized Baseline save(String bus, List<Interval> frame) {
    Path place =
        file.orElseThrow(
            () ->
                PerformanceError.NO_BASELINE.because(
                    "set pubsub.plugin.monitoring.performance.baseline to a file that keeps it"));
    if (frame.size() < Watch.RUNNING) {
      throw PerformanceError.TOO_FEW_SAMPLES.because(
          "a baseline is of "
              + Watch.RUNNING
              + " intervals at least, and there are "
              + frame.size());
    }
    Baseline baseline = Baseline.of(frame);
    Map<String, Baseline> all = new TreeMap<>(byBus);
    all.put(bus, baseline);
    BaselineFile.write(place, all);
    byBus = all;
    return baseline;
  }
}
