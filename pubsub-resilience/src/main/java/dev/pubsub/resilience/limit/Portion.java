package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.share.Share;
import dev.pubsub.spi.flow.PressureLevel;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What this node has of a limit: all of it, unless the nodes share it.
 *
 * @param share how much
 * @param speeds how fast tokens come in here at each level of pressure
 * @param configurations the same for buckets
 */
record Portion(
    Share share,
    Map<PressureLevel, Rate> speeds,
    Map<PressureLevel, BucketConfiguration> configurations) {

  static Portion of(LimitRule rule, Share share) {
    Map<PressureLevel, Rate> speeds = new EnumMap<>(PressureLevel.class);
    Map<PressureLevel, BucketConfiguration> all = new EnumMap<>(PressureLevel.class);
    rule.speeds()
        .forEach(
            (level, whole) -> {
              Rate part =
                  rule.per() == Key.CLUSTER ? whole.part(share.part(), rule.dearest()) : whole;
              speeds.put(level, part);
              all.put(level, configuration(part));
            });
    return new Portion(share, speeds, all);
  }

  private static BucketConfiguration configuration(Rate rate) {
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(rate.burst())
            .refillGreedy(rate.tokens(), Duration.ofNanos(rate.nanos()))
            .build();
    return new BucketConfiguration(List.of(bandwidth));
  }

  BucketConfiguration at(PressureLevel level) {
    return Objects.requireNonNull(configurations.get(level));
  }

  Rate speed(PressureLevel level) {
    return Objects.requireNonNull(speeds.get(level));
  }
}
