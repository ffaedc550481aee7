package dev.pubsub.benchmarks.overload;

import dev.pubsub.benchmarks.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Five times as many signals as a subscriber can handle, each way in a JVM of its own with the same
 * small heap.
 */
public final class Overload {

  private Overload() {}

  /** A minute each, or ten seconds. */
  public static void run(boolean full) throws IOException, InterruptedException {
    int seconds = full ? 60 : 10;
    Table table =
        new Table(
            "Five times the sustainable load for " + seconds + " s, heap of 256 MB",
            List.of(
                "guard",
                "priority",
                "offered",
                "refused",
                "shed",
                "no room",
                "delivered",
                "p50 ms",
                "p99 ms",
                "heap after collections, most, MB",
                "end"));
    for (boolean guarded : new boolean[] {false, true}) {
      run(guarded, seconds, table);
    }
    table.end();
  }

  private static void run(boolean guarded, int seconds, Table table)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName(),
                Boolean.toString(guarded),
                Integer.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> last = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(Load.NEXT)) {
          last.clear();
        } else if (line.startsWith(Load.ROW)) {
          last.add(line.substring(Load.ROW.length()));
        }
      }
    }
    String end = child.waitFor() == 0 ? "" : "died, out of memory";
    for (String row : last) {
      List<String> cells = new ArrayList<>(List.of(guarded ? "on" : "off"));
      cells.addAll(List.of(row.split(",")));
      cells.add(end);
      table.row(cells);
    }
  }
}
