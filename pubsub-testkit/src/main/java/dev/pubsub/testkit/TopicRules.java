package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Topics;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics as things. */
abstract class TopicRules extends BusRules {

  private final RecordingSubscriber nobody = new RecordingSubscriber();

  @Test
  void aTopicIsCreatedOnceAndDeletedOnce() {
    Topics topics = bus().topics();

    assertThat(topics.create("a")).isTrue();
    assertThat(topics.create("a")).isFalse();
    assertThat(topics.count()).isEqualTo(1);
    assertThat(topics.delete("a")).isTrue();
    assertThat(topics.delete("a")).isFalse();
    assertThat(topics.find("a")).isEmpty();
    assertThat(topics.count()).isZero();
  }

  @Test
  void aBadNameIsRefused() {
    Topics topics = bus().topics();
    for (String bad : List.of("", "a::b", "a:*", "+", "a\u0000")) {
      expectThrown(StandardError.BAD_TOPIC, () -> topics.create(bad));
    }
    assertThat(topics.count()).isZero();
  }

  @Test
  void publishingAndSubscribingMakeTopics() {
    publish("a", 1);
    publish("a", 2);
    bus().subscribe("b", nobody);
    bus().subscribe("*", nobody);

    TopicInfo a = bus().topics().find("a").orElseThrow();
    TopicInfo b = bus().topics().find("b").orElseThrow();
    assertThat(a.messageCount()).isEqualTo(2);
    assertThat(a.subscriberCount()).isEqualTo(1);
    assertThat(b.messageCount()).isZero();
    assertThat(b.subscriberCount()).isEqualTo(2);
    assertThat(bus().topics().count()).isEqualTo(2);
  }

  @Test
  void subscriptionsOutliveADeletedTopic() throws Exception {
    bus().subscribe("a", nobody);
    publish("a", "before");
    bus().topics().delete("a");
    publish("a", "after");

    nobody.await(2, PATIENCE);
    assertThat(nobody.payloads()).containsExactly("before", "after");
    assertThat(bus().topics().find("a").orElseThrow().messageCount()).isEqualTo(1);
  }

  @Test
  void topicsAreListedByNameAPageAtATime() {
    for (String name : List.of("c", "a", "e", "b", "d")) {
      bus().topics().create(name);
    }

    assertThat(names("", 2)).containsExactly("a", "b");
    assertThat(names("b", 2)).containsExactly("c", "d");
    assertThat(names("d", 2)).containsExactly("e");
    assertThat(names("e", 2)).isEmpty();
  }

  private List<String> names(String after, int limit) {
    return bus().topics().list(after, limit).stream().map(TopicInfo::name).toList();
  }
}
