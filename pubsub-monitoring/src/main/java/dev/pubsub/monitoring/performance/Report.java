package dev.pubsub.monitoring.performance;

import dev.pubsub.SubscriptionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An analysis for people, however it is written down. Nothing in it is escaped.
 *
 * @param title one line
 * @param sentences what there is to say before the tables
 * @param tables without those that would be empty
 */
record Report(String title, List<String> sentences, List<Table> tables) {

  /**
   * A table.
   *
   * @param columns their heads; the first is of words, the others are of numbers
   * @param rows as wide as there are columns
   */
  record Table(List<String> columns, List<List<String>> rows) {}

  static Report of(Analysis analysis) {
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Table(
            List.of("figure", "mean", "least", "most", "per minute", "trend"),
            analysis.figures().entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .toList()));
    addComparisons(analysis, tables);
    addShares("dropped because", analysis.dropped(), tables);
    addShares("refused with", analysis.refused(), tables);
    addBehind(analysis.behind(), tables);
    addHot(analysis.hot(), tables);
    return new Report(
        "Performance of the bus " + analysis.bus() + " on the node " + analysis.node(),
        List.of(
            "From "
                + analysis.from()
                + " to "
                + analysis.to()
                + "; intervals: "
                + analysis.intervals().size()
                + ".",
            "Processing times are of a sample of the calls of one to two minutes before each"
                + " moment, to within a fifth.",
            headRoom(analysis.headRoom())),
        tables);
  }

  private static String headRoom(Analysis.HeadRoom room) {
    return room.most() > 0
        ? "The busiest interval that is kept had "
            + number(room.most())
            + " deliveries per second; the mean of this time is "
            + percent(room.used())
            + " of that. How much more there could be is not known."
        : "Nothing was delivered in all intervals that are kept.";
  }

  private static List<String> row(Figure figure, Summary summary) {
    return List.of(
        figure.title(),
        number(summary.mean()),
        number(summary.least()),
        number(summary.most()),
        number(summary.trend().perMinute()),
        summary.trend().course().name().toLowerCase(Locale.ROOT));
  }

  private static void addComparisons(Analysis analysis, List<Table> tables) {
    List<List<String>> rows =
        analysis.comparisons().stream()
            .map(
                each ->
                    List.of(
                        each.watched().figure().title(),
                        number(each.before()),
                        number(each.now()),
                        number(each.deviate()),
                        each.regressed() ? "worse" : "as before or better"))
            .toList();
    if (!rows.isEmpty()) {
      tables.add(new Table(List.of("median of", "baseline", "now", "deviate", "which is"), rows));
    }
  }

  private static void addBehind(List<SubscriptionInfo> behind, List<Table> tables) {
    if (!behind.isEmpty()) {
      tables.add(
          new Table(
              List.of("slow subscriber", "id", "waiting now", "capacity", "delivered", "dropped"),
              behind.stream()
                  .map(
                      each ->
                          List.of(
                              each.pattern(),
                              Long.toString(each.id()),
                              Long.toString(each.stats().waiting()),
                              Integer.toString(each.capacity()),
                              Long.toString(each.stats().delivered()),
                              Long.toString(each.stats().droppedTotal())))
                  .toList()));
    }
  }

  private static void addHot(HotTopics.Hot hot, List<Table> tables) {
    if (!hot.topics().isEmpty()) {
      tables.add(
          new Table(
              List.of("hot topic", "signals at least", "at most"),
              hot.topics().stream()
                  .map(
                      each ->
                          List.of(
                              each.name(),
                              Long.toString(each.atLeast()),
                              Long.toString(each.atMost())))
                  .toList()));
    }
  }

  private static void addShares(String head, List<Analysis.Share> shares, List<Table> tables) {
    if (!shares.isEmpty()) {
      tables.add(
          new Table(
              List.of(head, "count", "share"),
              shares.stream()
                  .map(
                      each ->
                          List.of(each.name(), Long.toString(each.count()), percent(each.share())))
                  .toList()));
    }
  }

  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
