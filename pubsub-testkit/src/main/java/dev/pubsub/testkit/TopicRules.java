package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionInfo;
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

  @Test
  void whomATopicReachesIsListedInTheOrderOfOpeningAPageAtATime() {
    Subscription named = bus().subscribe("a", nobody);
    Subscription other = bus().subscribe("b", nobody);
    Subscription member =
        bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("g").acknowledged(), nobody);
    Subscription selecting =
        bus().subscribe("+", SubscribeOptions.DEFAULT.selecting("agent.type:demo"), nobody);
    Subscription gone = bus().subscribe("**", nobody);
    gone.close();

    List<SubscriptionInfo> all = bus().subscribers("a", 0, 10);
    assertThat(all)
        .extracting(SubscriptionInfo::id)
        .containsExactly(named.id(), member.id(), selecting.id())
        .isSorted();
    assertThat(other.id()).isBetween(named.id() + 1, member.id() - 1);
    assertThat(all).extracting(SubscriptionInfo::pattern).containsExactly("a", "a", "+");
    assertThat(all).extracting(SubscriptionInfo::group).containsExactly("", "g", "");
    assertThat(all).extracting(SubscriptionInfo::acknowledges).containsExactly(false, true, false);
    assertThat(all.get(2).selection()).isEqualTo(new Selection("agent.type:demo", ""));
    assertThat(bus().subscribers("a", 0, 2)).isEqualTo(all.subList(0, 2));
    assertThat(bus().subscribers("a", member.id(), 2)).isEqualTo(all.subList(2, 3));
    assertThat(bus().subscribers("x:y", 0, 10)).isEmpty();
    expectThrown(StandardError.BAD_TOPIC, () -> bus().subscribers("*", 0, 10));
    expectThrown(StandardError.BAD_OPTION, () -> bus().subscribers("a", 0, 0));
  }

  @Test
  void whoIsFurthestBehindIsListedFirstAndWhoKeepsUpIsNot() {
    SubscribeOptions roomy = SubscribeOptions.DEFAULT.withCapacity(50);
    Subscription far = bus().subscribe("a", roomy, nobody);
    Subscription near = bus().subscribe("b", roomy.inGroup("g"), nobody);
    bus().subscribe("a", nobody);
    far.pause();
    near.pause();
    for (int i = 0; i < 20; i++) {
      bus().publish("a", i);
      bus().publish(i < 10 ? "b" : "c", i);
    }
    Await.until(PATIENCE, "the others have them", () -> bus().furthestBehind(9).size() == 2);

    List<SubscriptionInfo> behind = bus().furthestBehind(2);
    assertThat(behind).extracting(SubscriptionInfo::id).containsExactly(far.id(), near.id());
    assertThat(behind).extracting(SubscriptionInfo::group).containsExactly("", "g");
    assertThat(behind).extracting(SubscriptionInfo::capacity).containsOnly(50);
    assertThat(behind).extracting(each -> each.stats().waiting()).containsExactly(20L, 10L);
    assertThat(bus().furthestBehind(1)).isEqualTo(behind.subList(0, 1));
    expectThrown(StandardError.BAD_OPTION, () -> bus().furthestBehind(0));
  }

  @Test
  void aSubscriptionThatAsksForSomethingElseIsStillTheSame() {
    Subscription open = bus().subscribe("a", nobody);
    long id = open.id();

    open.replace("b", new Selection("agent.type:demo", ""));

    assertThat(open.id()).isEqualTo(id);
    assertThat(bus().subscribers("a", 0, 10)).isEmpty();
    assertThat(bus().subscribers("b", 0, 10))
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.id()).isEqualTo(id);
              assertThat(info.pattern()).isEqualTo("b");
              assertThat(info.selection()).isEqualTo(open.selection());
            });
  }

  private List<String> names(String after, int limit) {
    return bus().topics().list(after, limit).stream().map(TopicInfo::name).toList();
  }
}
