package dev.pubsub.server.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Whether the JVM was started from the launcher's archive of loaded classes. The JVM itself refuses
 * one that does not fit, silently, and then shares nothing.
 *
 * @param arguments of the JVM
 * @param sharing whether it shares classes
 */
record ArchiveCheck(List<String> arguments, boolean sharing) implements Check {

  /** That of this process. */
  static ArchiveCheck ofProcess() {
    return new ArchiveCheck(
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("java.vm.info", "").contains("sharing"));
  }

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public List<Finding> findings() {
    boolean named =
        arguments.stream()
            .anyMatch(
                arg -> arg.startsWith("-XX:SharedArchiveFile=") || arg.startsWith("-XX:AOTC"));
    if (named) {
      return sharing
          ? Finding.ok("starts are made from an archive that fits this JDK")
          : Finding.warning(
              "the archive for starts does not fit this JDK", "make it anew by ./pubsub rehearse");
    }
    return arguments.stream().anyMatch(arg -> arg.startsWith("-Xshare:"))
        ? Finding.skipped("-Xshare in JAVA_OPTS leaves the archive for starts out")
        : Finding.warning(
            "there is no archive for starts yet, so they take longer",
            "start again in a minute, or make it at once by ./pubsub rehearse");
  }
}
