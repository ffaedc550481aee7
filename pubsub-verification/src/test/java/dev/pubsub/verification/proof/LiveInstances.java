package dev.pubsub.verification.proof;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many instances of some classes can be reached in this JVM. */
public final class LiveInstances {

  /** A line of a class histogram: rank, instances, bytes, class. */
  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)(?: .*)?");

  private LiveInstances() {}

  /**
   * Collects garbage and counts.
   *
   * @param names names of classes
   * @return the number for each of them
   */
  public static Map<String, Long> of(Set<String> names) {
    Map<String, Long> counts = new TreeMap<>();
    names.forEach(name -> counts.put(name, 0L));
    histogram()
        .lines()
        .map(LINE::matcher)
        .filter(line -> line.matches() && names.contains(line.group(2)))
        .forEach(line -> counts.merge(line.group(2), Long.valueOf(line.group(1)), Long::sum));
    return counts;
  }

  /** What {@code jcmd GC.class_histogram} prints, which counts live objects only. */
  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not count its objects", e);
    }
  }
}
