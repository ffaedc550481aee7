package dev.pubsub.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the process may open as many sockets as the settings let in.
 *
 * @param limits where Linux tells the limits of the process, as proc(5) says
 * @param connections how many WebSockets there may be
 */
record OpenFilesCheck(Path limits, int connections) implements Check {

  /** For HTTP without WebSockets, jars and logs. */
  private static final int OTHERS = 1_500;

  private static final Pattern SOFT = Pattern.compile("(?m)^Max open files +(\\d+|unlimited) ");

  /** That of this process. The JVM has raised the soft limit to the hard one, as a server's has. */
  static OpenFilesCheck ofProcess(int connections) {
    return new OpenFilesCheck(Path.of("/proc/self/limits"), connections);
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Finding> findings() {
    String text;
    try {
      text = Files.readString(limits);
    } catch (IOException e) {
      return Finding.skipped("the limit of open files is told by Linux only: see ulimit -n");
    }
    Matcher limit = SOFT.matcher(text);
    if (!limit.find()) {
      return Finding.skipped(limits + " does not tell the limit of open files: see ulimit -n");
    }
    String count = limit.group(1);
    long needed = (long) connections + OTHERS;
    if (count.equals("unlimited") || Long.parseLong(count) >= needed) {
      return Finding.ok("%s open files for %d WebSockets".formatted(count, connections));
    }
    return Finding.warning(
        "%s open files are too few for %d WebSockets".formatted(count, connections),
        "raise the hard limit (ulimit -Hn, LimitNOFILE) to %d, or lower %s"
            .formatted(needed, "pubsub.plugin.ws.connections.max"));
  }
}
