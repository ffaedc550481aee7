package dev.pubsub.monitoring.performance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report for a terminal, its columns aligned. */
final class TextReport {

  private TextReport() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder(report.title()).append("\n\n");
    report.sentences().forEach(sentence -> text.append(sentence).append('\n'));
    report.tables().forEach(table -> append(table, text));
    return text.toString();
  }

  private static void append(Report.Table table, StringBuilder text) {
    List<List<String>> lines =
        Stream.concat(Stream.of(table.columns()), table.rows().stream()).toList();
    int[] widths =
        IntStream.range(0, table.columns().size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElseThrow())
            .toArray();
    text.append('\n');
    for (List<String> line : lines) {
      text.append(
              IntStream.range(0, widths.length)
                  .mapToObj(i -> pad(line.get(i), widths[i], i == 0))
                  .collect(Collectors.joining("  ")))
          .append('\n');
    }
  }

  private static String pad(String cell, int width, boolean left) {
    String space = " ".repeat(width - cell.length());
    return left ? cell + space : space + cell;
  }
}
