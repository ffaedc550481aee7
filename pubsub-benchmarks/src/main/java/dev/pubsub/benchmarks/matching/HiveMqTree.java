package dev.pubsub.benchmarks.matching;

import com.codahale.metrics.MetricRegistry;
import com.hivemq.metrics.MetricsHolder;
import com.hivemq.mqtt.message.QoS;
import com.hivemq.mqtt.message.subscribe.Topic;
import com.hivemq.mqtt.topic.SubscriberWithIdentifiers;
import com.hivemq.mqtt.topic.SubscriptionFlag;
import com.hivemq.mqtt.topic.tree.LocalTopicTree;
import java.util.function.Consumer;

/** The tree of HiveMQ CE, taken out of the broker. */
final class HiveMqTree implements Index {

  private static final byte FLAGS = SubscriptionFlag.getDefaultFlags(false, false, false);

  private final LocalTopicTree tree = new LocalTopicTree(new MetricsHolder(new MetricRegistry()));

  @Override
  @SuppressWarnings("NullAway") // no name of a shared subscription
  public void add(String filter, String subscriber) {
    tree.addTopic(subscriber, new Topic(filter, QoS.AT_MOST_ONCE), FLAGS, null);
  }

  @Override
  @SuppressWarnings("NullAway") // no name of a shared subscription
  public void remove(String filter, String subscriber) {
    tree.removeSubscriber(subscriber, filter, null);
  }

  @Override
  public void match(String topic, Consumer<? super String> visitor) {
    for (SubscriberWithIdentifiers found : tree.findTopicSubscribers(topic).getSubscribers()) {
      visitor.accept(found.getSubscriber());
    }
  }
}
