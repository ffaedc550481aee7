package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.BusPace;
import dev.pubsub.BusStats;
import dev.pubsub.Selection;
import dev.pubsub.SubscriptionInfo;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an analysis is written down, whatever names strangers and plugins choose. */
final class ReportTest {

  private static final String EVIL = "<script>alert(\"1\")</script>|`x`'&\n# y";

  private static final List<SubscriptionInfo> BEHIND =
      List.of(
          new SubscriptionInfo(
              7,
              "ada",
              EVIL,
              new Selection("", ""),
              "",
              false,
              10,
              new SubscriptionStats(1, 0, 9, Map.of(), false, 0)));

  private static final Analysis ANALYSIS = analysis(sample(0, 0), sample(10, 8), sample(20, 0));

  private static Sample sample(int second, int millis) {
    Duration took = Duration.ofMillis(millis);
    BusStats stats =
        new BusStats(
            second,
            0,
            second,
            Map.of(),
            1,
            Map.of(),
            3,
            2,
            Map.of(EVIL, (long) second),
            0,
            0,
            new BusPace(1, 1, took, took),
            0,
            0);
    return Sample.of(
        stats, Duration.ofSeconds(second).toNanos(), ManualTime.START.plusSeconds(second));
  }

  private static Analysis analysis(Sample... samples) {
    Samples kept = new Samples(10);
    for (Sample sample : samples) {
      kept.add(sample);
    }
    List<Interval> all = kept.within(Duration.ofMinutes(1));
    return Analysis.of("n1", "shop", all, all, Optional.empty(), HotTopics.Hot.NONE, BEHIND);
  }

  @Test
  void noNameBecomesMarkupInHtml() {
    assertThat(HtmlReport.of(ANALYSIS))
        .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;|`x`&#39;&amp;")
        .doesNotContain("<script");
  }

  @Test
  void noNameBecomesMarkupInMarkdown() {
    assertThat(MarkdownReport.of(Report.of(ANALYSIS)))
        .contains("| \\<script\\>alert(\"1\")\\</script\\>\\|\\`x\\`'& # y | 20 | 100.0 % |")
        .contains("\\|\\`x\\`'& # y | 7 | 9 | 10 | 1 | 0 |")
        .doesNotContain("\n# y");
  }

  @Test
  void aChartIsBrokenWhereNothingIsKnown() {
    assertThat(Chart.of(Figure.PROCESSING_P99, ANALYSIS.intervals()))
        .contains("points=\"400.0,0.0 \"/><polyline points=\"\"/>");
    assertThat(Chart.of(Figure.QUEUE_DEPTH, ANALYSIS.intervals()))
        .contains("points=\"400.0,0.0 800.0,0.0 \"/></svg>");
  }

  @Test
  void timesAreToldOfTheIntervalsThatTimedACall() {
    assertThat(ANALYSIS.figures().get(Figure.PROCESSING_P50))
        .isEqualTo(new Summary(8, 8, 8, new Trend(0, Trend.Course.STEADY)));
  }
}
