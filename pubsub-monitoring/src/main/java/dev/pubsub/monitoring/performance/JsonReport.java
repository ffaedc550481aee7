package dev.pubsub.monitoring.performance;

import dev.pubsub.SubscriptionInfo;
import dev.pubsub.monitoring.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An analysis for programs. */
final class JsonReport {

  private JsonReport() {}

  static String of(Analysis analysis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("node", analysis.node());
    fields.put("bus", analysis.bus());
    fields.put("from", analysis.from().toString());
    fields.put("to", analysis.to().toString());
    fields.put("intervals", analysis.intervals().size());
    fields.put("published", analysis.counted(Sample::published));
    fields.put("delivered", analysis.counted(Sample::delivered));
    Map<String, Object> figures = new LinkedHashMap<>();
    analysis.figures().forEach((figure, summary) -> figures.put(figure.key(), shown(summary)));
    fields.put("figures", figures);
    fields.put("dropped", shown("reason", analysis.dropped()));
    fields.put("refused", shown("code", analysis.refused()));
    Map<String, Object> room = new LinkedHashMap<>();
    room.put("most_delivered_per_second", analysis.headRoom().most());
    room.put("used", analysis.headRoom().used());
    fields.put("head_room", room);
    fields.put("slow_subscribers", analysis.behind().stream().map(JsonReport::shown).toList());
    fields.put("hot_topics", shown(analysis.hot()));
    fields.put("not_counted", analysis.hot().missed());
    analysis.baseline().ifPresent(each -> fields.put("baseline", shown(each, analysis)));
    return new String(Json.write(fields), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> shown(Baseline baseline, Analysis analysis) {
    Map<String, Object> compared = new LinkedHashMap<>();
    for (Comparison each : analysis.comparisons()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("before", each.before());
      fields.put("now", each.now());
      fields.put("deviate", each.deviate());
      fields.put("regressed", each.regressed());
      compared.put(each.watched().figure().key(), fields);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("saved_at", baseline.savedAt().toString());
    fields.put("compared", compared);
    return fields;
  }

  private static Map<String, Object> shown(SubscriptionInfo info) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", info.id());
    fields.put("pattern", info.pattern());
    fields.put("group", info.group());
    fields.put("principal", info.principal());
    fields.put("waiting", info.stats().waiting());
    fields.put("capacity", info.capacity());
    fields.put("delivered", info.stats().delivered());
    fields.put("dropped", info.stats().droppedTotal());
    fields.put("quarantined", info.stats().quarantined());
    return fields;
  }

  private static List<Map<String, Object>> shown(HotTopics.Hot hot) {
    return hot.topics().stream()
        .map(
            each -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("topic", each.name());
              fields.put("at_least", each.atLeast());
              fields.put("at_most", each.atMost());
              return fields;
            })
        .toList();
  }

  private static Map<String, Object> shown(Summary summary) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mean", summary.mean());
    fields.put("least", summary.least());
    fields.put("most", summary.most());
    fields.put("per_minute", summary.trend().perMinute());
    fields.put("trend", summary.trend().course().name().toLowerCase(Locale.ROOT));
    return fields;
  }

  private static List<Map<String, Object>> shown(String key, List<Analysis.Share> shares) {
    return shares.stream()
        .map(
            each -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put(key, each.name());
              fields.put("count", each.count());
              fields.put("share", each.share());
              return fields;
            })
        .toList();
  }
}
