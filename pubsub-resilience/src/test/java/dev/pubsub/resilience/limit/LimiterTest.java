package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Priority;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimiterTest {

  @Test
  void theBurstIsGrantedAndThenWhatFlowsIn() {
    LimiterFixture it = new LimiterFixture("all: publish 10/1s burst=30");

    assertThat(it.granted("ann", "a")).isEqualTo(30);
    it.time.advance(Duration.ofMillis(500));
    assertThat(it.granted("ann", "a")).isEqualTo(5);
    it.time.advance(Duration.ofHours(1));
    assertThat(it.granted("ann", "a")).isEqualTo(30);
  }

  @Test
  void aRefusalSaysWhichLimitAndWhenToTryAgain() {
    LimiterFixture it = new LimiterFixture("per-user: publish 2/1s burst=1 per=principal");
    it.granted("ann", "a");

    Admission.Refused refused = it.refused("ann", "a");

    assertThat(refused.reason())
        .isEqualTo("the limit 'per-user' is reached: 2/1s for each principal");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
    assertThat(refused.mayWait()).isFalse();
  }

  @Test
  void operationsThatAreNotNamedAreFree() {
    LimiterFixture it = new LimiterFixture("all: publish 1/1s");
    it.granted("ann", "a");

    assertThat(it.ask(Operation.SUBSCRIBE, "ann", "a")).isEqualTo(Admission.GRANTED);
  }

  @Test
  void whatCostsMoreTakesMore() {
    LimiterFixture it = new LimiterFixture("joins: subscribe+create-topic*5 10/1s");

    assertThat(it.ask(Operation.CREATE_TOPIC, "ann", "a")).isEqualTo(Admission.GRANTED);
    IntStream.range(0, 5)
        .forEach(
            i -> assertThat(it.ask(Operation.SUBSCRIBE, "ann", "a")).isEqualTo(Admission.GRANTED));
    Admission last = it.ask(Operation.CREATE_TOPIC, "ann", "a");
    assertThat(((Admission.Refused) last).retryAfter()).isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({
    "per=principal, bob, a",
    "per=topic, ann, b",
    "per=resource, ann, b",
    "topics=a, ann, b",
    "principals=a*, bob, a",
    "buses=other, ann, a",
    "buses=audit+other, ann, a"
  })
  void othersAreNotConcerned(String option, String principal, String topic) {
    LimiterFixture it = new LimiterFixture("one: publish 1/1h " + option);
    IntStream.range(0, 5).forEach(i -> it.publish("ann", "a"));

    assertThat(it.isGranted(principal, topic)).isTrue();
  }

  @Test
  void eachBusHasItsOwn() {
    LimiterFixture it = new LimiterFixture("one: publish 1/1h per=bus");
    it.granted("ann", "a");

    Admission other = it.limiter.admit(Operation.PUBLISH, "b", "ann", "a", Priority.NORMAL);

    assertThat(other).isEqualTo(Admission.GRANTED);
  }

  @Test
  void thePlatformIsLimitedOnlyByName() {
    LimiterFixture it =
        new LimiterFixture(
            "all: publish 1/1h principals=*, feeds: publish 2/1h principals=system:*");

    assertThat(it.granted("system:platform", "a")).isEqualTo(2);
    assertThat(it.granted("ann", "a")).isEqualTo(1);
  }

  @Test
  void aPatternLimitsWhatItMatches() {
    LimiterFixture it = new LimiterFixture("orders: publish 1/1h topics=orders:**");

    assertThat(it.isGranted("ann", "orders")).isTrue();
    assertThat(it.isGranted("ann", "orders:1:2")).isFalse();
    assertThat(it.isGranted("ann", "orders2")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "orders:**, orders:1, true",
    "orders:**, orders, true",
    "orders:**, ordersx, false",
    "orders:new, orders:new, true",
    "orders:new, orders:old, false",
    "+:new, a:new, true",
    "+:**, a:b, true",
    "a*:**, ab:c, true",
    "**, a:b, true",
    "**, $sys:b, false"
  })
  void aFilterMatchesAsThePatternDoes(String pattern, String topic, boolean expected) {
    LimitRule rule = LimitReader.rule("x", "publish 1/1s topics=" + pattern);

    assertThat(rule.topics().orElseThrow().matches(topic)).isEqualTo(expected);
  }

  // ---- several limits

  @Test
  void whatIsRefusedCostsNothingElsewhere() {
    LimiterFixture it =
        new LimiterFixture("all: publish 5/1h, own: publish 1/1h per=principal burst=2");

    assertThat(it.granted("ann", "a")).isEqualTo(2);
    IntStream.range(0, 100).forEach(i -> it.refused("ann", "a"));

    assertThat(it.granted("bob", "a")).isEqualTo(2);
    assertThat(it.granted("cid", "a")).isEqualTo(1);
    assertThat(it.status("all").granted()).isEqualTo(5);
    assertThat(it.status("own").refused()).isEqualTo(102);
  }

  @Test
  void theLongestTimeIsToldWhenSeveralHaveNotEnough() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1s, b: publish 1/1m");
    it.granted("ann", "a");

    assertThat(it.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    it.time.advance(Duration.ofSeconds(59));
    assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theFirstThatHasNotEnoughSaysWhatHappens() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1s then=shed, b: publish 1/1s then=wait");
    it.isGranted("ann", "a");

    assertThat(it.publish("ann", "a")).isEqualTo(Admission.SHED);
    assertThat(it.status("a").shed()).isEqualTo(1);
    it.limiter.remove("a");
    assertThat(it.refused("ann", "a").mayWait()).isTrue();
  }

  // ---- changes

  @Test
  void aChangedLimitKeepsTheShareOfTokens() {
    LimiterFixture it = new LimiterFixture("a: publish 10/1s burst=100");
    IntStream.range(0, 75).forEach(i -> it.isGranted("ann", "a"));

    it.limiter.put(LimitReader.rule("a", "publish 10/1s burst=1000"), 10);

    assertThat(it.granted("ann", "a")).isEqualTo(250);
    assertThat(it.status("a").granted()).isEqualTo(325);
  }

  @Test
  void otherKeysBeginAnew() {
    LimiterFixture it = new LimiterFixture("a: publish 2/1h");
    it.granted("ann", "a");

    it.limiter.put(LimitReader.rule("a", "publish 2/1h per=principal"), 10);

    assertThat(it.granted("ann", "a")).isEqualTo(2);
  }

  @Test
  void aRemovedLimitIsGone() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1h");
    it.granted("ann", "a");

    assertThat(it.limiter.remove("a")).isTrue();
    assertThat(it.limiter.remove("a")).isFalse();
    assertThat(it.isGranted("ann", "a")).isTrue();
    assertThat(it.limiter.list()).isEmpty();
  }

  @Test
  void thereAreNoMoreThanAllowed() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1h");

    assertThat(it.limiter.put(LimitReader.rule("b", "publish 1/1h"), 1)).isFalse();
    assertThat(it.limiter.put(LimitReader.rule("a", "publish 2/1h"), 1)).isTrue();
  }

  // ---- pressure

  @Test
  void underPressureAShareIsLeftAndItComesBack() {
    LimiterFixture it = new LimiterFixture("a: publish 100/1s pressure=50%/10%");

    it.pressure.set(PressureLevel.HIGH);
    assertThat(it.granted("ann", "a")).isEqualTo(50);
    assertThat(it.status("a").perSecond()).isEqualTo(50);
    it.pressure.set(PressureLevel.CRITICAL);
    assertThat(it.isGranted("ann", "a")).isFalse();
    it.time.advance(Duration.ofSeconds(1));
    assertThat(it.granted("ann", "a")).isEqualTo(10);
    assertThat(it.retryAfter()).isEqualTo(Duration.ofMillis(100));
    it.pressure.set(PressureLevel.NORMAL);
    assertThat(it.retryAfter()).isEqualTo(Duration.ofMillis(10));
    it.time.advance(Duration.ofSeconds(1));
    assertThat(it.granted("ann", "a")).isEqualTo(100);
    assertThat(it.status("a").perSecond()).isEqualTo(100);
  }

  @Test
  void pressureThatComesAndGoesGivesNothingAway() {
    LimiterFixture it = new LimiterFixture("a: publish 100/1s pressure=50%/10%");
    it.granted("ann", "a");

    for (int i = 0; i < 1000; i++) {
      it.pressure.set(i % 2 == 0 ? PressureLevel.CRITICAL : PressureLevel.NORMAL);
      assertThat(it.isGranted("ann", "a")).isFalse();
    }
  }

  // ---- keys

  @Test
  void strangersTakeNoMoreRoomThanThereIs() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1h burst=2 per=principal", 100);

    IntStream.range(0, 10_000).forEach(i -> it.publish("stranger-" + i, "a"));

    LimitStatus status = it.status("a");
    assertThat(status.keys()).isEqualTo(100);
    assertThat(status.evicted()).isZero();
    assertThat(status.shared()).isEqualTo(9_900 + 9_898);
    assertThat(status.granted()).isEqualTo(102);
    assertThat(status.refused()).isEqualTo(9_898);
    assertThat(it.isGranted("stranger-1", "a")).isTrue();
    assertThat(it.isGranted("stranger-1", "a")).isFalse();
  }

  @Test
  void whoIsIdleMakesRoom() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1s per=principal", 100);
    IntStream.range(0, 100).forEach(i -> it.publish("early-" + i, "a"));
    it.time.advance(Duration.ofSeconds(1));

    IntStream.range(0, 100).forEach(i -> assertThat(it.isGranted("late-" + i, "a")).isTrue());

    LimitStatus status = it.status("a");
    assertThat(status.keys()).isLessThanOrEqualTo(100);
    assertThat(status.evicted()).isBetween(100L, 200L);
    assertThat(status.shared()).isZero();
    assertThat(status.granted()).isEqualTo(200);
  }

  @Test
  void whoComesAndGoesIsForgottenLongBeforeThereIsNoRoom() {
    LimiterFixture it = new LimiterFixture("a: publish 100/1s per=topic", 100_000);

    for (int i = 0; i < 50_000; i++) {
      it.publish("ann", "topic-" + i);
      it.time.advance(Duration.ofMillis(1));
    }

    assertThat(it.status("a").keys()).isLessThan(100);
  }

  @Test
  void whoGoesOnIsNotForgotten() {
    LimiterFixture it = new LimiterFixture("a: publish 1000/1s per=principal", 1000);
    for (int i = 0; i < 2000; i++) {
      it.publish("ann", "a");
      it.publish("once-" + i, "a");
      it.time.advance(Duration.ofMillis(10));
    }

    assertThat(it.status("a").keys()).isLessThan(20);
    assertThat(it.status("a").evicted()).isLessThan(2100);
  }

  @Test
  void aKeyThatIsNoNameIsNotKept() {
    LimiterFixture it = new LimiterFixture("a: publish 1/1h per=topic");

    assertThat(it.isGranted("ann", "x".repeat(256))).isTrue();
    assertThat(it.isGranted("ann", "y".repeat(1000))).isFalse();
    assertThat(it.status("a").keys()).isZero();
  }

  // ---- threads

  @Test
  void neverMoreIsGrantedThanThereIsWhateverTheThreads() throws Exception {
    LimiterFixture it =
        new LimiterFixture("all: publish 1000/1h, own: publish 1/1h burst=300 per=principal", 3);
    AtomicInteger granted = new AtomicInteger();
    CompletableFuture<?>[] crowd =
        IntStream.range(0, 4)
            .mapToObj(
                number ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < 2000; i++) {
                            if (it.isGranted("p" + (i + number) % 8, "a")) {
                              granted.incrementAndGet();
                            }
                          }
                        }))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(crowd).get(60, TimeUnit.SECONDS);
    // At the end one thread by itself takes what was given back.
    IntStream.range(0, 8).forEach(i -> granted.addAndGet(it.granted("p" + i, "a")));

    assertThat(granted.get()).isEqualTo(1000);
    assertThat(it.status("all").granted()).isEqualTo(1000);
    assertThat(it.status("own").granted()).isEqualTo(1000);
  }
}
