package dev.pubsub.core.session;

import dev.pubsub.ReplayRequest;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.topic.TopicPattern;
import java.util.List;
import java.util.function.UnaryOperator;

/** Begins reruns of the history of a bus. */
record Reruns(BusParts bus) {

  private static final String BELOW = ":*";

  ScheduledRerun start(Door door, ReplayRequest request) {
    TopicPattern pattern = TopicPattern.parse(request.pattern(), bus.catalog().syntax());
    UnaryOperator<String> target = target(request.to());
    bus.catalog()
        .syntax()
        .faultOf(target.apply("x"))
        .ifPresent(
            sentence -> {
              throw new PubSubException(StandardError.BAD_TOPIC, sentence);
            });
    refuseLoop(pattern, target.apply(sample(pattern)));
    Reading past =
        bus.history().isKept()
            ? bus.history().read(pattern, request.start(), Integer.MAX_VALUE)
            : new Reading(List.of(), request.start().namesAll());
    past.signals().forEach(stored -> refuseLoop(pattern, target.apply(stored.signal().topic())));
    return new ScheduledRerun(door, past, target, request.speed(), bus.clock(), bus.time()).start();
  }

  private static UnaryOperator<String> target(String to) {
    if (!to.endsWith(BELOW)) {
      return topic -> to;
    }
    String prefix = to.substring(0, to.length() - 1);
    return topic -> prefix + topic;
  }

  /** A topic that a pattern matches. */
  private static String sample(TopicPattern pattern) {
    return pattern.text().replace("**", "x").replace('*', 'x').replace('+', 'x');
  }

  private static void refuseLoop(TopicPattern pattern, String target) {
    if (pattern.matches(target)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a replay must not end where it comes from: '"
              + pattern.text()
              + "' matches '"
              + target
              + "'");
    }
  }
}
