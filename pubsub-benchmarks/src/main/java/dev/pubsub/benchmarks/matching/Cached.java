package dev.pubsub.benchmarks.matching;

import dev.pubsub.core.route.MatchCache;
import java.util.List;
import java.util.function.Consumer;

/** Our tree with our cache in front of it. */
final class Cached implements Index {

  private final MatchCache<String, List<OurTree.Subscribers>> cache = new MatchCache<>();
  private final OurTree tree;

  Cached(OurTree tree) {
    this.tree = tree;
  }

  @Override
  public void add(String filter, String subscriber) {
    tree.add(filter, subscriber);
    cache.forget();
  }

  @Override
  public void match(String topic, Consumer<? super String> visitor) {
    OurTree.visit(cache.get(topic, tree::find), visitor);
  }
}
