package dev.pubsub.benchmarks.matching;

import dev.pubsub.core.route.TopicTree;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.Arrays;
import java.util.function.Consumer;

/** Our tree, with an array of subscribers for each pattern; read while it changes. */
final class OurTree implements Index {

  private static final TopicSyntax SYNTAX = new TopicSyntax('/');

  private final TopicTree<Subscribers> tree = new TopicTree<>(SYNTAX);

  @Override
  public void add(String filter, String subscriber) {
    tree.obtain(pattern(filter), text -> new Subscribers()).add(subscriber);
  }

  @Override
  public void remove(String filter, String subscriber) {
    TopicPattern pattern = pattern(filter);
    Subscribers subscribers = tree.obtain(pattern, text -> new Subscribers());
    subscribers.remove(subscriber);
    if (subscribers.names.length == 0) {
      tree.remove(pattern);
    }
  }

  private static TopicPattern pattern(String filter) {
    return TopicPattern.parse(filter.endsWith("#") ? filter.replace("#", "**") : filter, SYNTAX);
  }

  @Override
  public void match(String topic, Consumer<? super String> visitor) {
    for (Subscribers subscribers : tree.match(topic)) {
      for (String name : subscribers.names) {
        visitor.accept(name);
      }
    }
  }

  /** Those of one pattern: copied by each change, so that they are walked without a lock. */
  private static final class Subscribers {

    private volatile String[] names = {};

    private void add(String name) {
      String[] more = Arrays.copyOf(names, names.length + 1);
      more[names.length] = name;
      names = more;
    }

    private void remove(String name) {
      names = Arrays.stream(names).filter(each -> !each.equals(name)).toArray(String[]::new);
    }
  }
}
