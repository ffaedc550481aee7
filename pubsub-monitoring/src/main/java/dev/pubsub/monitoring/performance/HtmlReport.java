package dev.pubsub.monitoring.performance;

import java.util.List;

/** A report for a browser: one page that needs nothing else, with a chart of each figure. */
final class HtmlReport {

  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
      table{border-collapse:collapse;margin:1rem 0}
      th,td{border-bottom:1px solid #ccc;padding:.2rem .8rem;text-align:right}
      th:first-child,td:first-child{text-align:left}
      svg{background:#f6f8fa;display:block;width:100%}
      polyline{fill:none;stroke:#0969da;stroke-width:1.5;vector-effect:non-scaling-stroke}
      """;

  private HtmlReport() {}

  static String of(Analysis analysis) {
    Report report = Report.of(analysis);
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\"><title>").append(escaped(report.title()));
    page.append("</title><style>\n").append(STYLE).append("</style></head><body>\n");
    append(page, "h1", report.title());
    report.sentences().forEach(sentence -> append(page, "p", sentence));
    report.tables().forEach(table -> append(page, table));
    analysis
        .figures()
        .forEach(
            (figure, summary) -> {
              String most = Report.number(summary.most());
              append(page, "h2", figure.title() + ", up to " + most);
              page.append(Chart.of(figure, analysis.intervals()));
            });
    return page.append("</body></html>\n").toString();
  }

  private static void append(StringBuilder page, Report.Table table) {
    page.append("<table>\n");
    append(page, "th", table.columns());
    table.rows().forEach(row -> append(page, "td", row));
    page.append("</table>\n");
  }

  private static void append(StringBuilder page, String tag, List<String> cells) {
    page.append("<tr>");
    cells.forEach(cell -> append(page, tag, cell));
    page.append("</tr>\n");
  }

  private static void append(StringBuilder page, String tag, String text) {
    page.append('<').append(tag).append('>').append(escaped(text));
    page.append("</").append(tag).append('>');
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
