package dev.pubsub.benchmarks.matching;

import dev.pubsub.core.route.TopicTree;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Our tree, with an array of subscribers for each pattern; read while it changes. */
final class OurTree implements Index {

  private static final TopicSyntax SYNTAX = new TopicSyntax('/');

  private final TopicTree<Subscribers> tree = new TopicTree<>(SYNTAX);

  @Override
  public void add(String filter, String subscriber) {
    String pattern = filter.endsWith("#") ? filter.replace("#", "**") : filter;
    tree.obtain(TopicPattern.parse(pattern, SYNTAX), text -> new Subscribers()).add(subscriber);
  }

  @Override
  public void match(String topic, Consumer<? super String> visitor) {
    visit(find(topic), visitor);
  }

  List<Subscribers> find(String topic) {
    return tree.match(topic);
  }

  static void visit(List<Subscribers> found, Consumer<? super String> visitor) {
    for (Subscribers subscribers : found) {
      for (String name : subscribers.names) {
        visitor.accept(name);
      }
    }
  }

  /** Those of one pattern: copied by each change, so that they are walked without a lock. */
  static final class Subscribers {

    private volatile String[] names = {};

    private void add(String name) {
      String[] more = Arrays.copyOf(names, names.length + 1);
      more[names.length] = name;
      names = more;
    }
  }
}
