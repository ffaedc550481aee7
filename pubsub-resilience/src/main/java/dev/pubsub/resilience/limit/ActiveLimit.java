package dev.pubsub.resilience.limit;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.topic.Segment;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A limit that is kept. */
final class ActiveLimit {

  private final LimitRule rule;
  private final Buckets buckets;
  private final LongAdder refused;
  private final LongAdder shed;
  private final Map<PressureLevel, BucketConfiguration> configurations;
  private final boolean forPlatform;
  private final Segment.@Nullable Glob principals;
  private final @Nullable TopicFilter topics;

  private ActiveLimit(
      LimitRule rule,
      Map<PressureLevel, BucketConfiguration> configurations,
      Buckets buckets,
      LongAdder refused,
      LongAdder shed) {
    this.rule = rule;
    this.configurations = configurations;
    this.buckets = buckets;
    this.refused = refused;
    this.shed = shed;
    this.principals = rule.principals().orElse(null);
    this.forPlatform = principals != null && principals.text().startsWith(LimitRule.PLATFORM);
    this.topics = rule.topics().orElse(null);
  }

  /** With full buckets, no more than so many. */
  static ActiveLimit of(LimitRule rule, int maxKeys, TimeMeter time) {
    Map<PressureLevel, BucketConfiguration> configurations = configurations(rule);
    return new ActiveLimit(
        rule,
        configurations,
        new Buckets(maxKeys, at(PressureLevel.NORMAL, configurations), time),
        new LongAdder(),
        new LongAdder());
  }

  /**
   * Another rule in the place of this one, with its counts, and the buckets if the keys are the
   * same.
   */
  ActiveLimit changed(LimitRule next, int maxKeys, TimeMeter time) {
    Map<PressureLevel, BucketConfiguration> nextConfigurations = configurations(next);
    return new ActiveLimit(
        next,
        nextConfigurations,
        next.per() == rule.per()
            ? buckets
            : new Buckets(maxKeys, at(PressureLevel.NORMAL, nextConfigurations), time),
        refused,
        shed);
  }

  private static Map<PressureLevel, BucketConfiguration> configurations(LimitRule rule) {
    Map<PressureLevel, BucketConfiguration> all = new EnumMap<>(PressureLevel.class);
    rule.speeds().forEach((level, rate) -> all.put(level, configuration(rate)));
    return all;
  }

  private static <T> T at(PressureLevel level, Map<PressureLevel, T> all) {
    return Objects.requireNonNull(all.get(level));
  }

  private static BucketConfiguration configuration(Rate rate) {
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(rate.burst())
            .refillGreedy(rate.tokens(), Duration.ofNanos(rate.nanos()))
            .build();
    return new BucketConfiguration(List.of(bandwidth));
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
        rule.per().of(bus, principal, resource), cost(operation), at(level, configurations));
  }

  void giveBack(LimitBucket bucket, Operation operation) {
    bucket.giveBack(cost(operation));
  }

  /** In how many nanoseconds {@link #take} would find enough. */
  long nanosUntil(
      Operation operation, String bus, String principal, String resource, PressureLevel level) {
    return buckets.nanosUntil(
        rule.per().of(bus, principal, resource), cost(operation), at(level, configurations));
  }

  Admission shed() {
    shed.increment();
    return Admission.SHED;
  }

  Admission refuse(long retryAfterNanos) {
    refused.increment();
    return new Admission.Refused(
        StandardError.RATE_LIMITED,
        "the limit '" + rule.name() + "' is reached: " + rule.words(),
        Duration.ofNanos(Math.max(1, retryAfterNanos)),
        rule.then() == OverLimit.WAIT);
  }

  LimitStatus status(PressureLevel level) {
    Rate present = at(level, rule.speeds());
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
        buckets.shared());
  }
}
