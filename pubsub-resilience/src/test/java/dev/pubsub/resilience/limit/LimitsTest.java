package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.resilience.share.Share;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits on a bus, as an application meets them. */
final class LimitsTest {

  private static final String PREFIX = "pubsub.plugin.resilience.";

  private final ManualTime time = new ManualTime();
  private final ResiliencePlugin plugin = new ResiliencePlugin();
  private PubSub pubsub = PubSub.builder().discover(false).open();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private void open(String key, String value) {
    pubsub.close();
    pubsub =
        PubSub.builder()
            .discover(false)
            .clock(time.clock())
            .scheduler(time)
            .random(new Random(1))
            .plugin(plugin)
            .set(PREFIX + key, value)
            .open();
  }

  private static void assertRefused(Runnable call, ErrorCode code, String sentence) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PubSubException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(sentence);
  }

  @Test
  void aPublishOverTheLimitIsRejectedUntilItsTimeHasCome() {
    open("limits", "all: publish 2/1s");
    pubsub.bus().publish("a", 1);
    pubsub.bus().publish("a", 2);

    PublishResult.Rejected refused = (PublishResult.Rejected) pubsub.bus().publish("a", 3);

    assertThat(refused.code()).isEqualTo(StandardError.RATE_LIMITED);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
    time.advance(refused.retryAfter());
    assertThat(pubsub.bus().publish("a", 3)).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void aSubscribeOverTheLimitIsRefused() {
    open("limits", "subs: subscribe 1/1s, topics: create-topic 1/1m");
    pubsub.bus().subscribe("a", delivery -> {});
    pubsub.bus().topics().create("b");

    assertThatThrownBy(() -> pubsub.bus().subscribe("a", delivery -> {}))
        .isInstanceOfSatisfying(
            PubSubException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StandardError.RATE_LIMITED);
              assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
    assertRefused(
        () -> pubsub.bus().topics().create("c"), StandardError.RATE_LIMITED, "limit 'topics'");
  }

  @Test
  void whatIsShedIsCounted() {
    open("limits", "all: publish 1/1s then=shed");
    pubsub.bus().subscribe("a", delivery -> {});
    pubsub.bus().publish("a", 1);

    PublishResult.Accepted shed = (PublishResult.Accepted) pubsub.bus().publish("a", 2);

    assertThat(shed.matched()).isZero();
    assertThat(pubsub.bus().stats().dropped().get(DropReason.SHED)).isEqualTo(1);
    assertThat(plugin.limits().list().get(0).shed()).isEqualTo(1);
  }

  @Test
  void aPublisherMayWait() {
    pubsub.close();
    pubsub =
        PubSub.builder()
            .discover(false)
            .plugin(plugin)
            .set(PREFIX + "limits", "all: publish 20/1s burst=1 then=wait")
            .open();
    PublishOptions patient = PublishOptions.DEFAULT.waitingUpTo(Duration.ofSeconds(30));

    for (int i = 0; i < 4; i++) {
      assertThat(pubsub.bus().publish("a", i, patient)).isInstanceOf(PublishResult.Accepted.class);
    }
    assertThat(pubsub.bus().publish("a", 5)).isInstanceOf(PublishResult.Rejected.class);
  }

  @Test
  void limitsChangeWhileTheBusRuns() {
    open("limits.enabled", "true");
    assertThat(plugin.limits().areOn()).isTrue();
    assertThat(plugin.limits().list()).isEmpty();
    pubsub.bus().publish("a", 1);

    plugin.limits().put("all", "publish 1/1h");
    pubsub.bus().publish("a", 1);
    assertThat(pubsub.bus().publish("a", 1)).isInstanceOf(PublishResult.Rejected.class);
    LimitStatus status = plugin.limits().list().get(0);
    assertThat(status.name()).isEqualTo("all");
    assertThat(status.rule()).isEqualTo("publish 1/1h");
    assertThat(status.granted()).isEqualTo(1);
    assertThat(status.refused()).isEqualTo(1);
    assertThat(status.perSecond()).isEqualTo(1 / 3600.0);
    assertThat(status.burst()).isEqualTo(1);

    assertThat(plugin.limits().remove("all")).isTrue();
    assertThat(pubsub.bus().publish("a", 1)).isInstanceOf(PublishResult.Accepted.class);
  }

  @Test
  void aNodeAloneHasAllOfWhatTheNodesShare() {
    open("limits", "all: publish 2/1s per=cluster");
    time.advance(Duration.ofMinutes(1));
    pubsub.bus().publish("a", 1);
    pubsub.bus().publish("a", 2);

    PublishResult.Rejected refused = (PublishResult.Rejected) pubsub.bus().publish("a", 3);

    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
    assertThat(refused.reason()).contains("2/1s for all nodes together");
    LimitStatus status = plugin.limits().list().get(0);
    assertThat(status.cluster()).hasValue(new LimitStatus.Shared(2, Share.WHOLE));
    assertThat(status.perSecond()).isEqualTo(2);
  }

  @Test
  void aNodeThatExpectsOthersAndSeesNoneHasItsPartAndTwiceThatOnceSettled() {
    pubsub.close();
    pubsub =
        PubSub.builder()
            .discover(false)
            .clock(time.clock())
            .scheduler(time)
            .plugin(plugin)
            .set(PREFIX + "limits.enabled", "true")
            .set(PREFIX + "limits.cluster.nodes", "4")
            .open();

    plugin.limits().put("all", "publish 100/1s per=cluster");

    assertThat(plugin.limits().list().get(0).perSecond()).isEqualTo(25);
    time.advance(Duration.ofMinutes(1));
    assertThat(plugin.limits().list().get(0).perSecond()).isEqualTo(50);
    assertThat(plugin.limits().list().get(0).burst()).isEqualTo(50);
    plugin.limits().put("all", "publish 200/1s per=cluster");
    assertThat(plugin.limits().list().get(0).perSecond()).isEqualTo(100);
    plugin.limits().put("all", "publish 200/1s");
    assertThat(plugin.limits().list().get(0).cluster()).isEmpty();
    assertThat(plugin.limits().list().get(0).perSecond()).isEqualTo(200);
  }

  @Test
  void nodesDoNotSettleInNoTime() {
    pubsub.close();

    assertThatThrownBy(() -> open("limits.cluster.settling", "999ms"))
        .hasMessageContaining("1s or more");
  }

  @Test
  void whatMakesNoSenseIsNotPut() {
    open("limits.enabled", "true");

    assertRefused(
        () -> plugin.limits().put("all", "publish fast"),
        LimitError.BAD_LIMIT,
        "'fast' is no rate such as 100/1s");
    for (int i = 0; i < 100; i++) {
      plugin.limits().put("limit-" + i, "publish 1/1s");
    }
    assertRefused(
        () -> plugin.limits().put("all", "publish 1/1s"), LimitError.BAD_LIMIT, "100 limits");
  }

  @Test
  void withoutAnyTheyAreOffAndSayHowToSwitchThemOn() {
    open("limits", "");

    assertThat(plugin.limits().areOn()).isFalse();
    assertThat(plugin.limits().list()).isEmpty();
    assertRefused(
        () -> plugin.limits().put("all", "publish 1/1s"),
        LimitError.LIMITS_OFF,
        "pubsub.plugin.resilience.limits.enabled=true");
    assertRefused(() -> plugin.limits().remove("all"), LimitError.LIMITS_OFF, "limits are off");
  }

  @Test
  void badLimitsStopTheStart() {
    assertThatThrownBy(() -> open("limits", "all: publish 1/1s per=x, b: act"))
        .hasMessageContaining("pubsub.plugin.resilience.limits")
        .hasMessageContaining("'per' must be one of node, cluster, bus, principal, topic, resource")
        .hasMessageContaining("in 'b: act' it needs operations and a rate");
    assertThatThrownBy(() -> open("limits.keys.max", "0")).hasMessageContaining("limits.keys.max");
    String many = "a0: publish 1/1s" + ", a%d: publish 1/1s".repeat(100);
    Object[] numbers = IntStream.rangeClosed(1, 100).boxed().toArray();
    assertThatThrownBy(() -> open("limits", many.formatted(numbers)))
        .hasMessageContaining("there are more than 100");
  }
}
