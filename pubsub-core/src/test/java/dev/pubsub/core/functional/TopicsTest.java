package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Subscription;
import dev.pubsub.Topics;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import dev.pubsub.topic.TopicInfo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TopicsTest {

  private final ManualBus on = new ManualBus();
  private final Topics topics = on.bus.topics();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void publishingSubscribingAndCreatingMakeTopics() {
    on.bus.publish("published", 1);
    on.bus.subscribe("subscribed", new RecordingSubscriber());
    on.bus.subscribe("pattern:*", new RecordingSubscriber());

    assertThat(topics.create("created")).isTrue();
    assertThat(topics.create("published")).isFalse();
    assertThat(names("", 10)).containsExactly("created", "published", "subscribed");
    assertThat(topics.count()).isEqualTo(3);
  }

  @Test
  void aTopicIsFoundWithItsFigures() {
    on.time.advance(Duration.ofSeconds(5));
    topics.create("room:1");
    on.time.advance(Duration.ofSeconds(5));
    Subscription named = on.bus.subscribe("room:1", new RecordingSubscriber());
    on.bus.subscribe("room:*", new RecordingSubscriber());
    on.bus.subscribe("hall:*", new RecordingSubscriber());
    on.publish("room:1", 0, 3);

    assertThat(topics.find("room:1"))
        .hasValue(new TopicInfo("room:1", ManualTime.START.plusSeconds(5), 3, 2));
    named.close();
    assertThat(topics.find("room:1"))
        .hasValueSatisfying(info -> assertThat(info.subscriberCount()).isEqualTo(1));
    assertThat(topics.find("room:2")).isEmpty();
    assertThat(topics.find("room:*")).isEmpty();
  }

  @Test
  void aDeletedTopicComesBackWithNewCountsAndItsSubscriptionsStay() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    on.bus.subscribe("room:1", subscriber);
    on.publish("room:1", 0, 3);
    on.time.advance(Duration.ofSeconds(1));

    assertThat(topics.delete("room:1")).isTrue();
    assertThat(topics.delete("room:1")).isFalse();
    assertThat(topics.find("room:1")).isEmpty();
    assertThat(topics.count()).isZero();
    assertThat(ManualBus.accepted(on.bus.publish("room:1", 3)).matched()).isEqualTo(1);

    assertThat(topics.find("room:1"))
        .hasValue(new TopicInfo("room:1", ManualTime.START.plusSeconds(1), 1, 1));
    assertThat(subscriber.await(4, Duration.ofSeconds(30))).hasSize(4);
  }

  @Test
  void topicsAreListedByNameAPageAtATime() {
    List.of("d", "b:2", "b", "a", "b:1").forEach(topics::create);

    assertThat(names("", 2)).containsExactly("a", "b");
    assertThat(names("b", 2)).containsExactly("b:1", "b:2");
    assertThat(names("b:2", 2)).containsExactly("d");
    assertThat(names("d", 2)).isEmpty();
    assertThat(names("c", 1)).containsExactly("d");
  }

  @Test
  void aTopicWithABadNameIsNotCreated() {
    for (String name : List.of("", "a:", "a:*", "+", "$sys:a")) {
      PubSubException refusal =
          catchThrowableOfType(PubSubException.class, () -> topics.create(name));
      assertThat(refusal.code()).isEqualTo(StandardError.BAD_TOPIC);
    }
    assertThat(topics.count()).isZero();
  }

  @Test
  void aPageHasRoomForOneAtLeast() {
    assertThat(catchThrowableOfType(PubSubException.class, () -> topics.list("", -1)).code())
        .isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void whoSubscribesToAClosedBusMakesNoTopic() {
    on.pubsub.close();

    assertThat(
            catchThrowableOfType(
                    PubSubException.class,
                    () -> on.bus.subscribe("late", new RecordingSubscriber()))
                .code())
        .isEqualTo(StandardError.CLOSED);
    assertThat(topics.count()).isZero();
  }

  @Test
  void theBusesOwnTopicsAreReachedByPatternsAlone() {
    assertThat(
            catchThrowableOfType(
                    PubSubException.class,
                    () -> on.bus.subscribe("$sys:a", new RecordingSubscriber()))
                .code())
        .isEqualTo(StandardError.BAD_TOPIC);
    on.bus.subscribe("$sys:*", new RecordingSubscriber()).close();
  }

  @Test
  void theViewIsOneForTheApplicationAndForSessions() {
    topics.create("a");

    assertThat(on.session("ada", 0).topics().find("a")).isEqualTo(topics.find("a")).isPresent();
  }

  private List<String> names(String after, int limit) {
    return topics.list(after, limit).stream().map(TopicInfo::name).toList();
  }
}
