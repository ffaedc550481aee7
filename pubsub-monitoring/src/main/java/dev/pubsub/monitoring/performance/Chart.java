package dev.pubsub.monitoring.performance;

import java.util.List;
import java.util.Locale;

/** A figure over time as a line in SVG, from zero up to its largest value. */
final class Chart {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 120;

  private Chart() {}

  /** The line; it is broken where nothing is known. */
  static String of(Figure figure, List<Interval> intervals) {
    double most =
        intervals.stream()
            .mapToDouble(figure::of)
            .filter(value -> value > 0)
            .max()
            .orElse(1); // A line along the ground, whatever the scale.
    long start = intervals.get(0).from().nanos();
    double span = intervals.get(intervals.size() - 1).to().nanos() - start;
    StringBuilder svg = new StringBuilder("<svg role=\"img\" preserveAspectRatio=\"none\"");
    svg.append(String.format(Locale.ROOT, " viewBox=\"0 0 %d %d\">", WIDTH, HEIGHT));
    svg.append("<title>").append(HtmlReport.escaped(figure.title())).append("</title>");
    svg.append("<polyline points=\"");
    for (Interval interval : intervals) {
      double value = figure.of(interval);
      if (Double.isNaN(value)) {
        svg.append("\"/><polyline points=\"");
      } else {
        double x = (interval.to().nanos() - start) / span * WIDTH;
        svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, HEIGHT * (1 - value / most)));
      }
    }
    return svg.append("\"/></svg>\n").toString();
  }
}
