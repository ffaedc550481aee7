package dev.pubsub.ws.undertow;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.ws.phoenix.BadRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many clients were not let in, by code. Any thread. */
final class Refusals {

  private final Map<String, LongAdder> counts =
      Stream.of(
              BadRequest.CODE,
              StandardError.BUS_NOT_FOUND.name(),
              StandardError.CLOSED.name(),
              StandardError.FORBIDDEN.name(),
              StandardError.OVERLOADED.name(),
              StandardError.RATE_LIMITED.name(),
              RefusalFeed.UNAVAILABLE)
          .collect(Collectors.toUnmodifiableMap(Function.identity(), code -> new LongAdder()));

  /** With codes that plugins bring, so that there are never more. */
  private final LongAdder others = new LongAdder();

  void count(String code) {
    counts.getOrDefault(code, others).increment();
  }

  /** How many, whatever the code. */
  long total() {
    return others.sum() + counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  List<Gauge> gauges() {
    return Stream.concat(
            Stream.of(gauge("OTHER", others)),
            counts.entrySet().stream().map(each -> gauge(each.getKey(), each.getValue())))
        .toList();
  }

  private static Gauge gauge(String code, LongAdder count) {
    return Gauge.counter(
        "connections.refused", "Clients that were not let in", "code", code, count::sum);
  }
}
