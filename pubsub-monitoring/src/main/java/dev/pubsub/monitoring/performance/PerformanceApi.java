package dev.pubsub.monitoring.performance;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How fast a bus was, over HTTP. */
final class PerformanceApi {

  private static final String PATH = "/api/performance";
  private static final int MOST_BEHIND = 20;
  private static final int DEFAULT_MINUTES = 10;
  private static final int MOST_MINUTES = 1440;

  private final String node;
  private final Collector collector;
  private final Baselines baselines;
  private final Optional<HotTopics> hot;

  PerformanceApi(String node, Collector collector, Baselines baselines, Optional<HotTopics> hot) {
    this.node = node;
    this.collector = collector;
    this.baselines = baselines;
    this.hot = hot;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("GET", PATH, "performance.read", this::show),
        Endpoint.of("POST", PATH + "/baseline", "performance.write", this::save));
  }

  private EndpointResponse show(EndpointRequest request) {
    Format format = Format.wanted(request);
    return format.answer(analysis(request));
  }

  /** What is answered shows the frame as its own baseline. */
  private EndpointResponse save(EndpointRequest request) {
    Format format = Format.wanted(request);
    String bus = request.session().name();
    baselines.save(bus, collector.within(bus, frame(request)));
    return format.answer(analysis(request));
  }

  private Analysis analysis(EndpointRequest request) {
    String bus = request.session().name();
    List<Interval> frame = collector.within(bus, frame(request));
    return Analysis.of(
        node,
        bus,
        frame,
        collector.kept(bus),
        baselines.of(bus),
        hot.map(each -> each.of(bus)).orElse(HotTopics.Hot.NONE),
        request.session().furthestBehind(MOST_BEHIND));
  }

  private static Duration frame(EndpointRequest request) {
    String given = request.query().getOrDefault("minutes", Integer.toString(DEFAULT_MINUTES));
    if (given.matches("[0-9]{1,4}")) {
      int minutes = Integer.parseInt(given);
      if (minutes >= 1 && minutes <= MOST_MINUTES) {
        return Duration.ofMinutes(minutes);
      }
    }
    throw new PubSubException(
        StandardError.BAD_OPTION, "minutes is a whole number from 1 to " + MOST_MINUTES);
  }
}
