package dev.pubsub.core.store;

import dev.pubsub.spi.data.Retention;
import dev.pubsub.topic.TopicPattern;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** How much of which topics is kept: as the rules say, and for durable subscriptions. */
public final class Keeping {

  private final Function<String, Optional<Retention>> rules;
  private final boolean ruled;
  private final Retention forDurable;
  private final List<TopicPattern> durable = new CopyOnWriteArrayList<>();
  private volatile int percent = 100;

  /**
   * As the rules say.
   *
   * @param rules how much is kept of a topic of that name
   * @param ruled whether there are any
   * @param forDurable how much is kept at least of what a durable subscription subscribes to
   */
  public Keeping(Function<String, Optional<Retention>> rules, boolean ruled, Retention forDurable) {
    this.rules = rules;
    this.ruled = ruled;
    this.forDurable = forDurable;
  }

  /** Keeps what a durable subscription subscribes to. */
  public void add(TopicPattern pattern) {
    durable.add(pattern);
  }

  /** Keeps it no longer, unless another subscribes to the same. */
  public void remove(TopicPattern pattern) {
    durable.remove(pattern);
  }

  /** Keeps a part of what the rules say, for the time being; 100 for all of it. */
  public void scaleTo(int part) {
    percent = part;
  }

  /** Whether anything is kept of any topic. */
  public boolean isAnything() {
    return ruled || !durable.isEmpty();
  }

  /** How much is kept of a topic; empty for nothing. */
  public Optional<Retention> of(String topic) {
    int part = percent;
    Optional<Retention> ruling =
        part == 100 ? rules.apply(topic) : rules.apply(topic).map(keep -> keep.scaledTo(part));
    return durable.stream().anyMatch(pattern -> pattern.matches(topic))
        ? Optional.of(ruling.map(forDurable::or).orElse(forDurable))
        : ruling;
  }
}
