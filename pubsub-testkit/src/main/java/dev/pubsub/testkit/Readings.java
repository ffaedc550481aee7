package dev.pubsub.testkit;

import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.List;
import java.util.stream.IntStream;

/** What a store has answered, by the numbers of the signals. */
final class Readings {

  private Readings() {}

  static TopicPattern pattern(String text) {
    return TopicPattern.parse(text, TopicSyntax.COLON);
  }

  static List<Integer> numbers(Reading reading) {
    return numbers(reading.signals());
  }

  static List<Integer> numbers(List<Stored> signals) {
    return signals.stream().map(stored -> (Integer) stored.signal().payload()).toList();
  }

  static List<Integer> numbersFrom(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
