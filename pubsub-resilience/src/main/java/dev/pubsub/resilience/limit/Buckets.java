package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.limit.LimitBucket.Taken;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one limit, no more than a number of them whatever strangers call themselves.
 *
 * <p>Whenever one is made a few others are looked at, round and round, and those that are full and
 * have not been used for a round are given up: a full bucket is as good as none. Where there is no
 * room, any of those few that is full goes, and when none is, the newcomer shares one bucket with
 * all others for whom there was no room, and with those whose key is longer than any name may be.
 */
final class Buckets {

  private static final int LOOKS = 4;
  private static final int LONGEST_KEY = 255;

  private final int max;
  private final TimeMeter time;
  private final TokensInheritanceStrategy whenChanged;
  private final LimitBucket common;
  private final Map<String, LimitBucket> byKey = new ConcurrentHashMap<>();
  private final List<LimitBucket> round = new ArrayList<>();
  private int hand;
  private long grantedBefore;
  private long evicted;
  private long shared;

  Buckets(
      int max,
      BucketConfiguration configuration,
      TimeMeter time,
      TokensInheritanceStrategy whenChanged) {
    this.max = max;
    this.time = time;
    this.whenChanged = whenChanged;
    this.common = new LimitBucket("", configuration, time, whenChanged);
  }

  /** The bucket that tokens were taken from; null where there are not enough. */
  @Nullable LimitBucket take(String key, int cost, BucketConfiguration present) {
    while (true) {
      LimitBucket bucket = of(key, present);
      Taken taken = bucket.take(cost, present);
      if (taken == Taken.YES) {
        return bucket;
      }
      if (taken == Taken.NO) {
        return null;
      }
    }
  }

  /** In how many nanoseconds there is enough. */
  long nanosUntil(String key, int cost, BucketConfiguration present) {
    return of(key, present).nanosUntil(cost, present);
  }

  private LimitBucket of(String key, BucketConfiguration present) {
    if (key.isEmpty()) {
      return common;
    }
    LimitBucket bucket = byKey.get(key);
    return bucket != null ? bucket : make(key, present);
  }

  private synchronized LimitBucket make(String key, BucketConfiguration present) {
    LimitBucket other = byKey.get(key);
    if (other != null) {
      return other;
    }
    for (int i = 0; i < LOOKS && !round.isEmpty(); i++) {
      lookAtNext();
    }
    if (round.size() >= max || key.length() > LONGEST_KEY) {
      shared++;
      return common;
    }
    LimitBucket made = new LimitBucket(key, present, time, whenChanged);
    byKey.put(key, made);
    round.add(made);
    return made;
  }

  private void lookAtNext() {
    hand = hand < round.size() ? hand : 0;
    LimitBucket bucket = round.get(hand);
    if (!bucket.leave(round.size() >= max)) {
      hand++;
      return;
    }
    byKey.remove(bucket.key());
    LimitBucket last = round.remove(round.size() - 1);
    if (last != bucket) {
      round.set(hand, last);
    }
    grantedBefore += bucket.granted();
    evicted++;
  }

  /** The bucket of whoever has none of its own. */
  LimitBucket common() {
    return common;
  }

  int keys() {
    return byKey.size();
  }

  synchronized long granted() {
    return grantedBefore + common.granted() + round.stream().mapToLong(LimitBucket::granted).sum();
  }

  synchronized long evicted() {
    return evicted;
  }

  synchronized long shared() {
    return shared;
  }
}
