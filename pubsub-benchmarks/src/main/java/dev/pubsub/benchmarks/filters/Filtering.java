package dev.pubsub.benchmarks.filters;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Delivery;
import dev.pubsub.Selection;
import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import dev.pubsub.core.filter.Selections;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.json.filter.ContentFilters;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Filter;
import dev.pubsub.topic.TopicSyntax;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thread asks selectors and filters about signals with a kilobyte of JSON: as clients publish
 * it, which is maps, and as bytes, which the first filter that looks into the payload reads for
 * all. One filter of a hundred holds, the others fail at their last condition.
 */
public final class Filtering {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int FILTERS = 100;
  private static final int SIGNALS = 64;

  private final ContentFilters language = new ContentFilters();
  private final Selections selections = new Selections(TopicSyntax.COLON, Optional.of(language));
  private final byte[] json = json();
  private final List<Row> rows =
      List.of(
          new Row("selector: priority, header", "message.priority:normal header.shard:%d", ""),
          new Row(
              "selector: type, capability, header",
              "agent.type:demo.capability:ping header.shard:%d",
              ""),
          new Row("selector: location.*, header", "agent.location:node1.* header.shard:%d", ""),
          new Row("two headers", "headers[\"agent.type\"] == \"demo\" && headers.shard == '%d'"),
          new Row(
              "a number of the payload, and another",
              "payload.order.total > 100 && payload.shard == %d"),
          new Row(
              "five conditions",
              "payload.order.total > 100 && headers[\"agent.type\"] == \"demo\" && type in ['a', 'b']"
                  + " && payload.items[9].sku.startsWith('sku') && payload.shard == %d"),
          new Row(
              "a search, or a number", "payload.note.contains('nowhere') || payload.shard == %d"),
          new Row(
              "a missing field, or a number", "payload.order.missing == 1 || payload.shard == %d"));
  // Of what was asked, so that nothing of it can be left out.
  private long held;

  private Filtering() {}

  private record Row(String name, String selector, String filter) {

    Row(String name, String filter) {
      this(name, "", filter);
    }

    Selection selection(int shard) {
      return new Selection(selector.formatted(shard), filter.formatted(shard));
    }
  }

  /** Seven rounds of a third of a second, or three of a tenth. */
  public static void run(boolean full) throws IOException {
    new Filtering().measure(full ? 7 : 3, full ? 330_000_000L : 100_000_000L);
  }

  private void measure(int rounds, long nanos) throws IOException {
    Signal maps = signal(new ObjectMapper().readValue(json, Map.class));
    Signal bytes = signal(json);
    Table table =
        new Table(
            "ns of a processor for a filter and a signal of %d bytes, %d filters, median of %d [min-max]"
                .formatted(json.length, FILTERS, rounds),
            List.of("filter", "maps", "bytes, read once for all", "bytes, one filter"));
    for (Row row : rows) {
      List<Filter> filters = new ArrayList<>();
      for (int i = 0; i < FILTERS; i++) {
        filters.add(Objects.requireNonNull(selections.compile(row.selection(i))));
      }
      double[][] figures = new double[3][rounds];
      for (int round = -3; round < rounds; round++) {
        double[] now = {
          nanos(maps, filters, nanos),
          nanos(bytes, filters, nanos),
          nanos(bytes, filters.subList(0, 1), nanos)
        };
        for (int form = 0; form < now.length && round >= 0; form++) {
          figures[form][round] = now[form];
        }
      }
      table.row(
          List.of(
              row.name,
              Rounds.of(figures[0]).text("%.0f"),
              Rounds.of(figures[1]).text("%.0f"),
              Rounds.of(figures[2]).text("%.0f")));
    }
    table.end();
  }

  private double nanos(Signal signal, List<Filter> filters, long nanos) {
    long asked = 0;
    long begun = THREADS.getCurrentThreadCpuTime();
    long spent;
    do {
      for (int i = 0; i < SIGNALS; i++) {
        Delivery delivery = new Letter(signal, this, null);
        for (Filter filter : filters) {
          held += filter.accepts(delivery) ? 1 : 0;
        }
      }
      asked += (long) SIGNALS * filters.size();
      spent = THREADS.getCurrentThreadCpuTime() - begun;
    } while (spent < nanos);
    if (held == 0) {
      throw new IllegalStateException("no filter holds");
    }
    return (double) spent / asked;
  }

  private static Signal signal(Object payload) {
    return Signal.of(new SignalId(1, 1), "orders:new", payload)
        .withType("a")
        .withHeaders(
            Headers.of("agent.type", "demo")
                .with("shard", "99")
                .with("agent.capability", "ping")
                .with("agent.location", "node1.rack2"));
  }

  private static byte[] json() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      items.append(
          "%s{\"sku\": \"sku-%04d\", \"count\": %d, \"price\": 9.95}"
              .formatted(i == 0 ? "" : ", ", i, i));
    }
    return """
        {"order": {"id": 4711, "total": 120.5, "paid": true}, "shard": 99,
         "user": {"name": "Ann", "tags": ["vip", "new"]}, "items": [%s], "note": "%s"}
        """
        .formatted(items, "a note to whoever packs it ".repeat(5))
        .getBytes(StandardCharsets.UTF_8);
  }
}
