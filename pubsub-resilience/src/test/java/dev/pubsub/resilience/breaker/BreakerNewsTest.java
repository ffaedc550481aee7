package dev.pubsub.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Breakers of several nodes that tell each other. */
final class BreakerNewsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private ClusterOfBreakers cluster = cluster("follow=1");

  private static ClusterOfBreakers cluster(String words) {
    return new ClusterOfBreakers(
        ClusterOfBreakers.RULE + words, 1, Duration.ofMillis(100), "a", "b", "c");
  }

  private ClusterOfBreakers.Node node(String name) {
    return cluster.node(name);
  }

  private void open(String name) {
    node(name).call(4, true);
    assertThat(node(name).state()).isEqualTo(BreakerState.OPEN);
    cluster.time.advance(SECOND);
  }

  @Test
  void whatOpensOnOneNodeOpensOnThoseThatHaveSeenNothing() {
    open("a");

    assertThat(node("a").status().followed()).isFalse();
    assertThat(node("a").status().openElsewhere()).isEmpty();
    BreakerStatus followed = node("b").status();
    assertThat(followed.state()).isEqualTo(BreakerState.OPEN);
    assertThat(followed.followed()).isTrue();
    assertThat(followed.openElsewhere()).isEqualTo(Map.of("a", ManualTime.START));
    assertThat(node("c").state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void whatIsShownSaysWhoseExampleItFollows() {
    open("a");

    assertThat(BreakersApi.shown(node("b").status()))
        .containsEntry("state", "open")
        .containsEntry("followed", true)
        .containsEntry(
            "open_elsewhere", List.of(Map.of("node", "a", "since", ManualTime.START.toString())));
    assertThat(BreakersApi.shown(node("a").status()))
        .doesNotContainKeys("followed", "open_elsewhere");
  }

  @Test
  void whoHasJustSucceededDoesNotFollowUntilACallGoesWrong() {
    node("b").call(1, false);

    open("a");
    assertThat(node("b").state()).isEqualTo(BreakerState.CLOSED);
    assertThat(node("b").status().openElsewhere()).containsOnlyKeys("a");
    node("b").call(1, false);
    assertThat(node("b").state()).isEqualTo(BreakerState.CLOSED);
    node("b").call(1, true);

    assertThat(node("b").state()).isEqualTo(BreakerState.OPEN);
    assertThat(node("b").status().followed()).isTrue();
  }

  @Test
  void aSuccessOfLongAgoIsNoReasonNotToFollow() {
    node("b").call(1, false);
    cluster.time.advance(Duration.ofSeconds(10));

    open("a");

    assertThat(node("b").state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void whoFollowedClosesByItsOwnProbesThoughTheOtherIsOpen() {
    open("a");
    cluster.time.advance(Duration.ofSeconds(10));
    assertThat(node("b").state()).isEqualTo(BreakerState.HALF_OPEN);

    node("b").call(2, false);

    assertThat(node("b").state()).isEqualTo(BreakerState.CLOSED);
    assertThat(node("b").status().openElsewhere()).containsOnlyKeys("a");
    assertThat(node("a").state()).isEqualTo(BreakerState.HALF_OPEN);
    node("a").call(2, false);
    cluster.time.advance(SECOND);
    assertThat(node("b").status().openElsewhere()).isEmpty();
  }

  @Test
  void whoFollowedTellsNobodyUntilItsOwnProbesFail() {
    open("a");
    assertThat(node("c").status().openElsewhere()).containsOnlyKeys("a");

    cluster.time.advance(Duration.ofSeconds(10));
    node("b").call(2, true);
    cluster.time.advance(SECOND);

    assertThat(node("b").status().followed()).isFalse();
    assertThat(node("c").status().openElsewhere()).containsOnlyKeys("a", "b");
    assertThat(node("a").status().openElsewhere()).containsOnlyKeys("b");
  }

  @Test
  void itMayTakeSeveral() {
    cluster = cluster("follow=2");

    open("a");
    assertThat(node("c").state()).isEqualTo(BreakerState.CLOSED);
    open("b");

    assertThat(node("c").state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void byItsRuleANodeDoesNotFollowAndTellsNothing() {
    cluster = cluster("");

    open("a");

    assertThat(node("b").state()).isEqualTo(BreakerState.CLOSED);
    assertThat(cluster.node("b").node.entries()).isEmpty();
  }

  @Test
  void whatIsSetByHandStaysOnItsNodeAndFollowsNobody() {
    node("a").plugin.breakers().set("default", "pay", BreakerOverride.OPEN);
    node("c").plugin.breakers().set("default", "pay", BreakerOverride.CLOSED);
    cluster.time.advance(SECOND);
    assertThat(node("b").state()).isEqualTo(BreakerState.CLOSED);

    open("b");

    assertThat(node("c").state()).isEqualTo(BreakerState.CLOSED);
    assertThat(node("c").status().openElsewhere()).containsOnlyKeys("b");
  }

  @Test
  void whatIsClosedByHandOrGoesWithItsSubscriptionIsToldNoLonger() {
    open("a");
    node("a").plugin.breakers().set("default", "pay", BreakerOverride.CLOSED);
    cluster.time.advance(SECOND);
    assertThat(node("b").node.entries()).isEmpty();

    node("a").plugin.breakers().set("default", "pay", BreakerOverride.AUTO);
    open("a");
    node("a").subscription.close();
    cluster.time.advance(SECOND);

    assertThat(node("b").node.entries()).isEmpty();
  }

  @Test
  void whoIsCutOffIsNotHeardAndIsHeardAgain() {
    cluster.network.cut(Map.of("b", 1));
    cluster.time.advance(SECOND);
    open("a");
    assertThat(node("b").state()).isEqualTo(BreakerState.CLOSED);
    assertThat(node("c").state()).isEqualTo(BreakerState.OPEN);

    cluster.network.cut(Map.of());
    cluster.time.advance(SECOND);

    assertThat(node("b").state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void whatIsWrittenIsRead() {
    OpenBreaker.Codec codec = new OpenBreaker.Codec();
    OpenBreaker key = new OpenBreaker("default", "pay@a%20b", "a node");

    assertThat(codec.readKey(codec.writeKey(key))).isEqualTo(key);
    Instant since = Instant.parse("2030-01-01T00:00:00.123Z");
    assertThat(codec.read(codec.write(since))).isEqualTo(since);
  }

  @Test
  void noOtherNodeHasABreakerOfOneSubscription() {
    assertThatThrownBy(() -> BreakerRule.list("pay: follow=1"))
        .hasMessageContaining("'follow' needs per=rule or per=principal");
    assertThatThrownBy(() -> BreakerRule.list("pay: per=rule follow=0"))
        .hasMessageContaining("'follow' must be a whole number from 1 to 1000");
  }
}
