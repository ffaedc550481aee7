package dev.pubsub.resilience.resource;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.pubsub.resilience.resource.SlowGauge.Reading;
import dev.pubsub.spi.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The gauges of the JVM and of the machine. What they cannot tell here has none. */
final class SystemGauges {

  private SystemGauges() {}

  /** The memory of buffers outside the heap. */
  static Optional<Gauge> direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .findFirst()
        .map(
            pool -> {
              long most = mostDirect();
              return new ReadGauge(Watermarks.DIRECT, pool::getMemoryUsed, () -> most);
            });
  }

  /** As HotSpot has it: the heap's maximum unless a flag says otherwise. */
  private static long mostDirect() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long given =
        options == null ? 0 : Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
    return given == 0 ? Runtime.getRuntime().maxMemory() : given;
  }

  /**
   * The threads: of this JVM against a number, or of the control group against its bound, or of
   * this JVM against what its user may have.
   *
   * @param most 0 for whatever holds here
   */
  static Optional<Gauge> threads(int most, LinuxLimits limits) {
    Optional<Path> group = limits.boundingGroup();
    if (most == 0 && group.isPresent()) {
      return group.map(
          folder ->
              new ReadGauge(
                  Watermarks.THREADS,
                  () -> LinuxLimits.number(folder.resolve("pids.current")).orElse(0),
                  () -> LinuxLimits.number(folder.resolve("pids.max")).orElse(0)));
    }
    OptionalLong bound = most == 0 ? limits.ofTheUser() : OptionalLong.of(most);
    return bound.isEmpty() ? Optional.empty() : Optional.of(liveThreads(bound.getAsLong()));
  }

  private static Gauge liveThreads(long most) {
    return new ReadGauge(
        Watermarks.THREADS, ManagementFactory.getThreadMXBean()::getThreadCount, () -> most);
  }

  /** What this process takes of the processors that it may use, those of its container. */
  static Optional<Gauge> cpu() {
    return Optional.ofNullable(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class))
        .map(
            system ->
                new LoadGauge(
                    system::getProcessCpuLoad, Runtime.getRuntime()::availableProcessors));
  }

  /** The open files, sockets among them. Counting them takes a step for each. */
  static Optional<Gauge> files(Environment environment) {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
            instanceof UnixOperatingSystemMXBean system
        ? Optional.of(
            new SlowGauge(
                Watermarks.FILES,
                environment.scheduler(),
                environment.executor(),
                () ->
                    new Reading(
                        system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount())))
        : Optional.empty();
  }

  /** The fullest of the file systems on which some folders are; empty for no folders. */
  static Optional<Gauge> disk(List<Path> folders, Environment environment) {
    return folders.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SlowGauge(
                Watermarks.DISK,
                environment.scheduler(),
                environment.executor(),
                () ->
                    folders.stream()
                        .map(SystemGauges::space)
                        .reduce(Reading.NONE, Reading::fuller)));
  }

  private static Reading space(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      long total = store.getTotalSpace();
      return new Reading(total - store.getUsableSpace(), total);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
