package dev.pubsub.benchmarks.matching;

import dev.pubsub.core.route.MatchCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Our tree with our cache in front of it, which keeps everybody who is found, in one array. */
final class Cached implements Index {

  private final MatchCache<String, String[]> cache = new MatchCache<>();
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
    for (String name : cache.get(topic, this::find)) {
      visitor.accept(name);
    }
  }

  private String[] find(String topic) {
    List<String> found = new ArrayList<>();
    tree.match(topic, found::add);
    return found.toArray(String[]::new);
  }
}
