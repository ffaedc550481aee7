package dev.pubsub.core.functional;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.topic.TopicPattern;
import java.time.Instant;
import java.util.List;

/** Keeps nothing, and knows every position. */
class FullStore implements Store {
  @Override
  public Stored append(Signal signal, Retention keep) {
    throw new IllegalStateException("full on purpose");
  }

  @Override
  public Reading read(TopicPattern pattern, String after, int limit) {
    return new Reading(List.of(), false);
  }

  @Override
  public Reading read(TopicPattern pattern, Instant since, int limit) {
    return new Reading(List.of(), false);
  }

  @Override
  public List<Stored> last(TopicPattern pattern, int count) {
    return List.of();
  }

  @Override
  public String end() {
    return "the end";
  }

  @Override
  public void forget(String topic) {}

  @Override
  public void saveCursor(Cursor cursor) {}

  @Override
  public void removeCursor(String name) {}

  @Override
  public List<Cursor> cursors() {
    return List.of();
  }
}
