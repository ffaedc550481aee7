package dev.pubsub.resilience.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.ThreadUnsafeBucket;

/**
 * The tokens of one key. Its monitor guards a bucket without a lock of its own: so nothing is
 * allocated to take tokens, the configuration changes under the same lock, and a bucket that is
 * given up while somebody is about to take from it is not taken from.
 */
final class LimitBucket {

  /** What became of taking tokens. */
  enum Taken {
    YES,
    NO,
    /** The bucket is not in use any more; there may be another. */
    GONE
  }

  private final String key;
  private final ThreadUnsafeBucket bucket;
  private final TokensInheritanceStrategy whenChanged;
  private long asked;
  private long granted;
  private boolean touched = true;
  private boolean gone;

  /** Full; the tokens that are there when its configuration changes stay as they are told. */
  LimitBucket(
      String key,
      BucketConfiguration configuration,
      TimeMeter time,
      TokensInheritanceStrategy whenChanged) {
    this.key = key;
    this.whenChanged = whenChanged;
    this.bucket =
        new ThreadUnsafeBucket(configuration, MathType.INTEGER_64_BITS, time, BucketListener.NOPE);
  }

  String key() {
    return key;
  }

  synchronized Taken take(int cost, BucketConfiguration present) {
    if (gone) {
      return Taken.GONE;
    }
    touched = true;
    asked += cost;
    change(present);
    if (!bucket.tryConsume(cost)) {
      return Taken.NO;
    }
    granted++;
    return Taken.YES;
  }

  /** Takes back what {@link #take} did. */
  synchronized void giveBack(int cost) {
    granted--;
    asked -= cost;
    bucket.addTokens(cost);
  }

  /** In how many nanoseconds there is enough, if nobody else takes any; exact. */
  synchronized long nanosUntil(int cost, BucketConfiguration present) {
    change(present);
    VerboseResult<EstimationProbe> asked = bucket.asVerbose().estimateAbilityToConsume(cost);
    long nanos = asked.getValue().getNanosToWaitForRefill();
    // The estimate is rounded down: a token may still lack a part of a nanosecond's worth.
    BucketState then = asked.getState().copy();
    then.refillAllBandwidth(asked.getOperationTimeNanos() + nanos);
    return then.getAvailableTokens() >= cost ? nanos : nanos + 1;
  }

  /** From now on another configuration counts. */
  @SuppressWarnings("ReferenceEquality") // an equal one would do no harm; asking costs more
  synchronized void change(BucketConfiguration present) {
    if (bucket.getConfiguration() != present) {
      bucket.replaceConfiguration(present, whenChanged);
    }
  }

  /**
   * Gives the bucket up when it is full, which is as if there were none.
   *
   * @param urgent also when it was in use since it was asked the last time
   * @return whether it is given up
   */
  synchronized boolean leave(boolean urgent) {
    boolean used = touched;
    touched = false;
    long capacity = bucket.getConfiguration().getBandwidths()[0].getCapacity();
    gone = (urgent || !used) && bucket.getAvailableTokens() >= capacity;
    return gone;
  }

  /** How many tokens were to be taken, whether there were enough or not. */
  synchronized long asked() {
    return asked;
  }

  synchronized long granted() {
    return granted;
  }
}
