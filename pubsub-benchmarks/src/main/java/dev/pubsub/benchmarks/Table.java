package dev.pubsub.benchmarks;

import java.util.List;

/** A table in Markdown, printed row by row as the figures come. */
public final class Table {

  /** Prints what is measured, and the head. */
  public Table(String title, List<String> columns) {
    System.out.printf("%s%n%n| %s |%n", title, String.join(" | ", columns));
    System.out.println("|" + "---|".repeat(columns.size()));
  }

  /** Prints a row. */
  public void row(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** Ends the table. */
  public void end() {
    System.out.println();
  }
}
