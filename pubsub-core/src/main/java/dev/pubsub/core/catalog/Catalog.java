package dev.pubsub.core.catalog;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topics of a bus by name. */
public final class Catalog {

  private final TopicSyntax syntax;
  private final int capacity;
  private final Clock clock;
  private final ConcurrentMap<String, Topic> topics = new ConcurrentHashMap<>();
  private final NavigableSet<String> names = new ConcurrentSkipListSet<>();

  /**
   * An empty catalog.
   *
   * @param capacity how many topics there may be
   */
  public Catalog(TopicSyntax syntax, int capacity, Clock clock) {
    this.syntax = syntax;
    this.capacity = capacity;
    this.clock = clock;
  }

  /** How names are written. */
  public TopicSyntax syntax() {
    return syntax;
  }

  /** The topic of that name, or null when there is none. */
  public @Nullable Topic find(String name) {
    return topics.get(name);
  }

  /** Why no topic may be made by this name now. */
  public Optional<Fault> faultOf(String name) {
    Optional<String> fault = syntax.faultOf(name);
    if (fault.isPresent()) {
      return Optional.of(new Fault(StandardError.BAD_TOPIC, fault.get()));
    }
    if (syntax.levels(name)[0].equals(TopicSyntax.RESERVED)) {
      return Optional.of(
          new Fault(
              StandardError.BAD_TOPIC,
              "a topic under '" + TopicSyntax.RESERVED + "' belongs to the bus itself"));
    }
    return topics.size() < capacity
        ? Optional.empty()
        : Optional.of(
            new Fault(
                StandardError.TOO_MANY_TOPICS,
                "there are " + capacity + " topics, as many as there may be; delete some first"));
  }

  /** What stands against a name. */
  public record Fault(StandardError code, String sentence) {}

  /** The topic of that name, made if need be; the name must be without fault. */
  public Topic obtain(String name) {
    Topic topic = topics.get(name);
    if (topic == null) {
      topic = topics.computeIfAbsent(name, this::make);
    }
    return topic;
  }

  private Topic make(String name) {
    names.add(name);
    return new Topic(name, clock.instant());
  }

  /** Makes a topic; false when there is one. */
  public boolean create(String name) {
    if (topics.containsKey(name)) {
      return false;
    }
    faultOf(name)
        .ifPresent(
            fault -> {
              throw new PubSubException(fault.code, fault.sentence);
            });
    boolean[] made = {false};
    topics.computeIfAbsent(
        name,
        key -> {
          made[0] = true;
          return make(key);
        });
    return made[0];
  }

  /** Removes a topic; false when there is none. */
  public boolean delete(String name) {
    boolean[] found = {false};
    topics.computeIfPresent(
        name,
        (key, topic) -> {
          names.remove(key);
          found[0] = true;
          return null;
        });
    return found[0];
  }

  /** Topics in the order of their names. */
  public List<Topic> list(String after, int limit) {
    Stream<Topic> page =
        names.tailSet(after, false).stream().map(topics::get).filter(Objects::nonNull);
    return page.limit(limit).toList();
  }

  /** How many there are. */
  public int count() {
    return topics.size();
  }
}
