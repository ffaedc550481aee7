package dev.pubsub.resilience.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux says about how many threads there may be (cgroups(7), proc(5)). Elsewhere it is empty.
 *
 * @param root of the file system
 */
record LinuxLimits(Path root) {

  private static final Pattern PROCESSES = Pattern.compile("(?m)^Max processes +(\\d+) ");
  private static final String UNIFIED = "0::";
  private static final String PIDS = ":pids:";

  /**
   * The control group nearest to this process that bounds its threads, its own or one around it.
   *
   * @return the folder with {@code pids.max} and {@code pids.current}
   */
  Optional<Path> boundingGroup() {
    return lines("proc/self/cgroup")
        .flatMap(this::groupsAround)
        .filter(group -> number(group.resolve("pids.max")).isPresent())
        .findFirst();
  }

  private Stream<Path> groupsAround(String line) {
    int pids = line.indexOf(PIDS);
    if (pids < 0 && !line.startsWith(UNIFIED)) {
      return Stream.empty();
    }
    Path base = root.resolve(pids < 0 ? "sys/fs/cgroup" : "sys/fs/cgroup/pids");
    String name = line.substring(pids < 0 ? UNIFIED.length() : pids + PIDS.length());
    Path own = base.resolve(name.substring(Math.min(1, name.length()))).normalize();
    return Stream.iterate(own, group -> group.startsWith(base), Path::getParent);
  }

  /** How many threads the user may have, {@code ulimit -u}; empty where there is no bound. */
  OptionalLong ofTheUser() {
    return lines("proc/self/limits")
        .map(PROCESSES::matcher)
        .filter(Matcher::find)
        .mapToLong(limit -> Long.parseLong(limit.group(1)))
        .findFirst();
  }

  private Stream<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file)).stream();
    } catch (IOException notLinux) {
      return Stream.empty();
    }
  }

  /** The number that a file consists of; empty where it has a word, such as {@code max}. */
  static OptionalLong number(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.matches("\\d{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }
}
