package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells as aligned text: the first column to the left, the others to the right. */
final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** The fields of an object, a row each. */
  static Table ofFields(JsonNode object) {
    Table table = new Table();
    for (var field : object.properties()) {
      JsonNode value = field.getValue();
      table.row(field.getKey(), value.isTextual() ? value.textValue() : value.toString());
    }
    return table;
  }

  Table row(String... cells) {
    return row(List.of(cells));
  }

  Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The lines, without an end of line after the last one. */
  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String blank = " ".repeat(widths[i] - width(row.get(i)));
        line.append(i == 0 ? row.get(i) + blank : GAP + blank + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
