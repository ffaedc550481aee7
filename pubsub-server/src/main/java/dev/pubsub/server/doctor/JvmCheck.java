package dev.pubsub.server.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM and its memory.
 *
 * @param version of the JDK
 * @param heap the largest heap in bytes
 * @param memory what the machine or the container has, in bytes
 * @param endsWithoutMemory whether it ends when memory runs out, for a supervisor to start it again
 */
record JvmCheck(Runtime.Version version, long heap, long memory, boolean endsWithoutMemory)
    implements Check {

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final long LITTLE = 128L << 20;

  /** That of this process, which the launcher starts as it starts a server. */
  static JvmCheck ofProcess() {
    return new JvmCheck(
        Runtime.version(),
        Runtime.getRuntime().maxMemory(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        Boolean.parseBoolean(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("ExitOnOutOfMemoryError")
                .getValue()));
  }

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(jdk());
    findings.addAll(sizeOfHeap());
    if (!endsWithoutMemory) {
      findings.addAll(
          Finding.warning(
              "a server without memory would stay, and do nothing",
              "start it by ./pubsub, or with -XX:+ExitOnOutOfMemoryError"));
    }
    return findings;
  }

  private List<Finding> jdk() {
    return version.feature() >= FIRST_WITH_VIRTUAL_THREADS
        ? Finding.ok("JDK " + version)
        : Finding.ok("JDK " + version + "; 21 or newer needs fewer threads for slow subscribers");
  }

  private List<Finding> sizeOfHeap() {
    String sizes = "a heap of up to %d MiB of %d MiB".formatted(heap >> 20, memory >> 20);
    if (heap > memory) {
      return Finding.problem(sizes, "lower -Xmx in JAVA_OPTS: the system would end the server");
    }
    return heap < LITTLE
        ? Finding.warning(sizes, "raise -Xmx in JAVA_OPTS, or give the container more memory")
        : Finding.ok(sizes);
  }
}
