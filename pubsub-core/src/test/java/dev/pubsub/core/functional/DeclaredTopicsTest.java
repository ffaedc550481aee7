package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeclaredTopicsTest {

  private static final String REASON =
      "unmatched topic 'room:1': topics must be created here before they are used";

  private final ManualBus on = new ManualBus("pubsub.topics.mode", "declared");

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void publishingToATopicThatWasNotCreatedIsRefused() {
    PublishResult result = on.bus.publish("room:1", 1);

    assertThat(result)
        .isEqualTo(new Rejected(StandardError.TOPIC_NOT_FOUND, REASON, Duration.ZERO));
    assertThat(on.bus.topics().count()).isZero();
    assertThat(on.bus.stats().rejected()).isEqualTo(1);
  }

  @Test
  void subscribingToATopicThatWasNotCreatedIsRefused() {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> on.bus.subscribe("room:1", new RecordingSubscriber()));

    assertThat(refusal.code()).isEqualTo(StandardError.TOPIC_NOT_FOUND);
    assertThat(refusal).hasMessage(REASON);
    assertThat(on.bus.topics().count()).isZero();
  }

  @Test
  void patternsWaitForTopicsThatAreCreatedLater() throws Exception {
    RecordingSubscriber byPattern = new RecordingSubscriber();
    RecordingSubscriber byName = new RecordingSubscriber();
    on.bus.subscribe("room:*", byPattern);
    assertThat(on.bus.topics().create("room:1")).isTrue();
    on.bus.subscribe("room:1", byName);

    assertThat(on.publish("room:1", 0, 3)).isZero();
    assertThat(byPattern.await(3, Duration.ofSeconds(30))).hasSize(3);
    assertThat(byName.await(3, Duration.ofSeconds(30))).hasSize(3);
  }

  @Test
  void afterItsTopicWasDeletedPublishingIsRefusedAgain() {
    on.bus.topics().create("room:1");
    on.publish("room:1", 0, 1);
    on.bus.topics().delete("room:1");

    assertThat(on.bus.publish("room:1", 1)).isInstanceOf(Rejected.class);
    on.bus.topics().create("room:1");
    assertThat(on.bus.publish("room:1", 1)).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void aNameThatBreaksARuleIsStillABadTopic() {
    assertThat(((Rejected) on.bus.publish("room::1", 1)).code()).isEqualTo(StandardError.BAD_TOPIC);
  }

  @Test
  void topicsThatWereCreatedStayHoweverQuietTheyAre() {
    on.bus.topics().create("room:1");
    on.time.advance(Duration.ofDays(1));

    assertThat(on.bus.topics().find("room:1")).isPresent();
  }
}
