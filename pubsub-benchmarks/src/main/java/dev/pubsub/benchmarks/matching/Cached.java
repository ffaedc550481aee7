package dev.pubsub.benchmarks.matching;

import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Our tree with our cache in front of it, which keeps everybody who is found, in one array; a topic
 * is looked up by its name first, as the catalog of a bus does.
 */
final class Cached implements Index {

  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private final MatchCache<Topic, String[]> cache = new MatchCache<>();
  private final Index tree;

  Cached(Index tree) {
    this.tree = tree;
  }

  @Override
  public void add(String filter, String subscriber) {
    tree.add(filter, subscriber);
    cache.forget();
  }

  @Override
  public void remove(String filter, String subscriber) {
    tree.remove(filter, subscriber);
    cache.forget();
  }

  @Override
  public void match(String topic, Consumer<? super String> visitor) {
    Topic known = topics.get(topic);
    Topic asked = known != null ? known : topics.computeIfAbsent(topic, Topic::new);
    for (String name : cache.get(asked, this::find)) {
      visitor.accept(name);
    }
  }

  private String[] find(Topic topic) {
    List<String> found = new ArrayList<>();
    tree.match(topic.name, found::add);
    return found.toArray(String[]::new);
  }

  private static final class Topic extends Slot {
    private final String name;

    Topic(String name) {
      this.name = name;
    }
  }
}
