package dev.pubsub.resilience.limit;

import dev.pubsub.error.StandardError;
import dev.pubsub.resilience.share.Share;
import dev.pubsub.resilience.share.Want;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.topic.Segment;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A limit that is kept. */
final class ActiveLimit {

  private final LimitRule rule;
  private final Buckets buckets;
  private final LongAdder refused;
  private final LongAdder shed;
  private final boolean forPlatform;
  private final Segment.@Nullable Glob principals;
  private final @Nullable TopicFilter topics;
  private final String reached;
  private volatile Portion portion;

  private ActiveLimit(
      LimitRule rule, Portion portion, Buckets buckets, LongAdder refused, LongAdder shed) {
    this.rule = rule;
    this.portion = portion;
    this.buckets = buckets;
    this.refused = refused;
    this.shed = shed;
    this.principals = rule.principals().orElse(null);
    this.forPlatform = principals != null && principals.text().startsWith(LimitRule.PLATFORM);
    this.topics = rule.topics().orElse(null);
    this.reached = "the limit '" + rule.name() + "' is reached: " + rule.words();
  }

  /** With full buckets, no more than so many. */
  static ActiveLimit of(LimitRule rule, int maxKeys, TimeMeter time) {
    Portion portion = Portion.of(rule, Share.WHOLE);
    return new ActiveLimit(
        rule, portion, buckets(rule, portion, maxKeys, time), new LongAdder(), new LongAdder());
  }

  /**
   * Another rule in the place of this one, with its counts, and the buckets if the keys are the
   * same.
   */
  ActiveLimit changed(LimitRule next, int maxKeys, TimeMeter time) {
    boolean sameKeys = next.per() == rule.per();
    Portion nextPortion = Portion.of(next, sameKeys ? portion.share() : Share.WHOLE);
    return new ActiveLimit(
        next,
        nextPortion,
        sameKeys ? buckets : buckets(next, nextPortion, maxKeys, time),
        refused,
        shed);
  }

  /**
   * Where a rule is changed, or pressure, its buckets keep the share of tokens that they have. What
   * nodes share keeps the tokens: a part that grows must not bring any that no other node gives up.
   */
  private static Buckets buckets(LimitRule rule, Portion portion, int maxKeys, TimeMeter time) {
    return new Buckets(
        maxKeys,
        portion.at(PressureLevel.NORMAL),
        time,
        rule.per() == Key.CLUSTER
            ? TokensInheritanceStrategy.AS_IS
            : TokensInheritanceStrategy.PROPORTIONALLY);
  }

  LimitRule rule() {
    return rule;
  }

  boolean concerns(Operation operation) {
    return rule.costs().containsKey(operation);
  }

  private int cost(Operation operation) {
    return Objects.requireNonNull(rule.costs().get(operation));
  }

  /** Whether it has a say in an operation that it concerns. */
  boolean matches(String bus, String principal, String resource) {
    return (rule.buses().isEmpty() || rule.buses().contains(bus))
        && principal.startsWith(LimitRule.PLATFORM) == forPlatform
        && (principals == null || principals.matches(principal))
        && (topics == null || topics.matches(resource));
  }

  /** The bucket that the tokens were taken from; null where there are not enough. */
  @Nullable LimitBucket take(
      Operation operation, String bus, String principal, String resource, PressureLevel level) {
    return buckets.take(
        rule.per().of(bus, principal, resource), cost(operation), portion.at(level));
  }

  void giveBack(LimitBucket bucket, Operation operation) {
    bucket.giveBack(cost(operation));
  }

  /** In how many nanoseconds {@link #take} would find enough. */
  long nanosUntil(
      Operation operation, String bus, String principal, String resource, PressureLevel level) {
    return buckets.nanosUntil(
        rule.per().of(bus, principal, resource), cost(operation), portion.at(level));
  }

  Admission shed() {
    shed.increment();
    return Admission.SHED;
  }

  Admission refuse(long retryAfterNanos) {
    refused.increment();
    return new Admission.Refused(
        StandardError.RATE_LIMITED,
        reached,
        Duration.ofNanos(Math.max(1, retryAfterNanos)),
        rule.then() == OverLimit.WAIT);
  }

  /** What all nodes together may do, and what was to be done here; empty where each has its own. */
  Optional<Want> want() {
    return rule.per() == Key.CLUSTER
        ? Optional.of(new Want(whole(PressureLevel.NORMAL).perSecond(), buckets.common().asked()))
        : Optional.empty();
  }

  /** This node has another share of it from now on. */
  void share(Share share, PressureLevel level) {
    if (!share.equals(portion.share())) {
      portion = Portion.of(rule, share);
      buckets.common().change(portion.at(level));
    }
  }

  private Rate whole(PressureLevel level) {
    return Objects.requireNonNull(rule.speeds().get(level));
  }

  LimitStatus status(PressureLevel level) {
    Portion here = portion;
    Rate present = here.speed(level);
    return new LimitStatus(
        rule.name(),
        rule.text(),
        present.perSecond(),
        present.burst(),
        buckets.granted(),
        refused.sum(),
        shed.sum(),
        buckets.keys(),
        buckets.evicted(),
        buckets.shared(),
        rule.per() == Key.CLUSTER
            ? Optional.of(new LimitStatus.Shared(whole(level).perSecond(), here.share()))
            : Optional.empty());
  }
}
