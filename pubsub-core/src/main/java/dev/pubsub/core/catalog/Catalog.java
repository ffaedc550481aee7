package dev.pubsub.core.catalog;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The topics of a bus by name. */
public final class Catalog {

  private final TopicSyntax syntax;
  private final TopicsMode mode;
  private volatile int capacity;

  /** What the names of all secret topics begin with. */
  public static final String SECRET =
      TopicSyntax.RESERVED + TopicSyntax.COLON.separator() + "inbox";

  private final Function<String, Optional<Retention>> history;
  private final Clock clock;
  private final ConcurrentMap<String, Topic> topics = new ConcurrentHashMap<>();
  // Those of the bus itself to which nobody else may publish.
  private final ConcurrentMap<String, Topic> announced = new ConcurrentHashMap<>();
  private final NavigableSet<String> names = new ConcurrentSkipListSet<>();
  private final AtomicInteger count = new AtomicInteger();
  private final ReadWriteLock keeping = new ReentrantReadWriteLock();

  /**
   * An empty catalog, which stays so until it has a limit.
   *
   * @param mode whether topics are made when they are first used
   * @param history how much is kept of a topic of that name; empty for nothing
   */
  public Catalog(
      TopicSyntax syntax,
      TopicsMode mode,
      Function<String, Optional<Retention>> history,
      Clock clock) {
    this.syntax = syntax;
    this.mode = mode;
    this.history = history;
    this.clock = clock;
  }

  /** What stands under a name: a topic, or what stands against one. */
  public sealed interface Entry permits Topic, Fault {}

  /** Why there is no topic of a name. */
  public record Fault(StandardError code, String sentence) implements Entry {

    /** The fault as a refusal. */
    public PubSubException refusal() {
      return new PubSubException(code, sentence);
    }
  }

  /** From now on so many topics may be made; those that are there stay. */
  public void limit(int topics) {
    capacity = topics;
  }

  /** How names are written. */
  public TopicSyntax syntax() {
    return syntax;
  }

  /** Whether anything is kept of a topic of that name. */
  public boolean keeps(String name) {
    return history.apply(name).isPresent();
  }

  /** The topic of that name, or null when there is none. */
  public @Nullable Topic find(String name) {
    return topics.get(name);
  }

  /** What those who look on are told of a name that somebody gave. */
  public String shownName(String name) {
    Topic topic = topics.get(name);
    if (topic != null) {
      return topic.shownName();
    }
    return shown(name);
  }

  /** The same, whether there is such a topic or not. */
  public static String shown(String name) {
    return isSecret(name) ? SECRET : name;
  }

  /** The topic of that name that users may look at, or null when there is none. */
  public @Nullable Topic listed(String name) {
    Topic topic = topics.get(name);
    return topic == null || topic.isSecret() ? null : topic;
  }

  /**
   * A secret topic of another node, by the name that somebody was told. It is not kept here.
   *
   * @return null when it can be none
   */
  public @Nullable Topic elsewhere(String name) {
    return isSecret(name) && syntax.faultOf(name).isEmpty()
        ? Topic.secret(name, clock.millis())
        : null;
  }

  private static boolean isSecret(String name) {
    return name.startsWith(SECRET + TopicSyntax.COLON.separator());
  }

  /**
   * Opens a topic of the bus itself that is in no list and takes no place: whoever is told its name
   * may publish to it, and nobody subscribes to it.
   */
  public Topic openSecret(String name) {
    Topic topic = Topic.secret(name, clock.millis());
    topics.put(name, topic);
    return topic;
  }

  /** Lets a secret topic go. */
  public void closeSecret(Topic topic) {
    topics.remove(topic.name(), topic);
  }

  /** Opens a topic of the bus itself to which all may subscribe, and only it can publish. */
  public Topic announce(String name) {
    return announced.computeIfAbsent(name, key -> new Topic(key, clock.millis(), Optional.empty()));
  }

  /** The topic of that name for somebody who subscribes to it. */
  public Entry listen(String name) {
    Topic own = announced.get(name);
    if (own != null) {
      return own;
    }
    Topic topic = topics.get(name);
    return topic != null && topic.isSecret() ? reserved() : obtain(name);
  }

  /** The topic of that name for somebody who uses it: made if need be, where that is the mode. */
  public Entry obtain(String name) {
    Topic topic = topics.get(name);
    if (topic != null) {
      return topic;
    }
    Optional<Fault> fault = faultIn(name);
    if (fault.isPresent()) {
      return fault.get();
    }
    keeping.readLock().lock();
    try {
      Topic made = topics.computeIfAbsent(name, this::make);
      return made == null ? full() : made;
    } finally {
      keeping.readLock().unlock();
    }
  }

  /** What stands against using a topic of that name, if anything; makes none. */
  public Optional<Fault> faultIn(String name) {
    if (topics.containsKey(name)) {
      return Optional.empty();
    }
    return faultOf(name)
        .or(() -> mode == TopicsMode.DECLARED ? undeclared(name) : Optional.empty());
  }

  private static Optional<Fault> undeclared(String name) {
    return Optional.of(
        new Fault(
            StandardError.TOPIC_NOT_FOUND,
            "unmatched topic '" + name + "': topics must be created here before they are used"));
  }

  private Optional<Fault> faultOf(String name) {
    return syntax
        .faultOf(name)
        .map(sentence -> new Fault(StandardError.BAD_TOPIC, sentence))
        .or(
            () ->
                syntax.levels(name)[0].equals(TopicSyntax.RESERVED)
                    ? Optional.of(reserved())
                    : Optional.empty());
  }

  private static Fault reserved() {
    return new Fault(
        StandardError.BAD_TOPIC,
        "a topic under '" + TopicSyntax.RESERVED + "' belongs to the bus itself");
  }

  private Fault full() {
    return new Fault(
        StandardError.TOO_MANY_TOPICS,
        "there are " + capacity + " topics, as many as there may be; delete some first");
  }

  /** Makes a topic, while its name is locked; null when there are too many. */
  private @Nullable Topic make(String name) {
    int most = capacity;
    if (count.getAndUpdate(n -> n < most ? n + 1 : n) >= most) {
      return null;
    }
    names.add(name);
    return new Topic(name, clock.millis(), history.apply(name));
  }

  /** Makes a topic that stays until it is deleted; false when there is one, which stays now too. */
  public boolean create(String name) {
    if (listed(name) == null) {
      faultOf(name)
          .ifPresent(
              fault -> {
                throw fault.refusal();
              });
    }
    boolean[] made = {false};
    keeping.readLock().lock();
    try {
      topics.compute(
          name,
          (key, there) -> {
            Topic topic = there == null ? make(key) : there;
            if (topic == null) {
              throw full().refusal();
            }
            made[0] = there == null;
            topic.markCreated();
            return topic;
          });
    } finally {
      keeping.readLock().unlock();
    }
    return made[0];
  }

  /**
   * Changes how much is kept of which topics, while none is made.
   *
   * @param change of what the history of this catalog says
   * @return the topics of which nothing is kept any more
   */
  public List<Topic> keepAnew(Runnable change) {
    keeping.writeLock().lock();
    try {
      change.run();
      return topics.values().stream()
          .filter(topic -> topic.keep(history.apply(topic.name())))
          .toList();
    } finally {
      keeping.writeLock().unlock();
    }
  }

  /** Shows every topic of which something is kept. */
  public void forEachKept(Consumer<Topic> visitor) {
    topics.values().stream().filter(topic -> topic.keep() != null).forEach(visitor);
  }

  /** Removes a topic, and returns it if there was one. */
  public Optional<Topic> delete(String name) {
    return remove(name, topic -> !topic.isSecret());
  }

  /** Removes this very topic, unless somebody has created it meanwhile; false when it stays. */
  public boolean expire(Topic topic) {
    return remove(topic.name(), there -> there == topic && there.isExpendable()).isPresent();
  }

  private Optional<Topic> remove(String name, Predicate<Topic> condition) {
    Topic[] removed = new Topic[1];
    topics.computeIfPresent(
        name,
        (key, topic) -> {
          if (!condition.test(topic)) {
            return topic;
          }
          names.remove(key);
          count.decrementAndGet();
          removed[0] = topic;
          return null;
        });
    return Optional.ofNullable(removed[0]);
  }

  /**
   * Topics in the order of their names.
   *
   * @param limit how many at most, 1 or more
   */
  public List<Topic> list(String after, int limit) {
    if (limit < 1) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "the limit of a list of topics must be 1 or more, not " + limit);
    }
    return names.tailSet(after, false).stream()
        .map(topics::get)
        .filter(Objects::nonNull)
        .limit(limit)
        .toList();
  }

  /** All topics in any order, those that come and go meanwhile or not. */
  Iterator<Topic> iterator() {
    return topics.values().iterator();
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }
}
