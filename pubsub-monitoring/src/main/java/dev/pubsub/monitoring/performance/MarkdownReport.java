package dev.pubsub.monitoring.performance;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A report for a ticket or a page. */
final class MarkdownReport {

  private MarkdownReport() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder("# ").append(plain(report.title())).append("\n\n");
    report.sentences().forEach(sentence -> text.append("- ").append(plain(sentence)).append('\n'));
    for (Report.Table table : report.tables()) {
      text.append('\n').append(row(table.columns()));
      int numbers = table.columns().size() - 1;
      text.append("|---|").append(String.join("|", Collections.nCopies(numbers, "---:")));
      text.append("|\n");
      table.rows().forEach(row -> text.append(row(row)));
    }
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownReport::plain)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** So that no name can become markup. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*<>\\[\\]|])", "\\\\$1");
  }
}
