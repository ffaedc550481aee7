package dev.pubsub.core.fence;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.FenceHeaders;
import dev.pubsub.signal.Headers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The highest token of each name that this node has heard of; whatever comes with a lower one is
 * stale. Signals of one name pass one after the other, so that none slips in behind one that is
 * newer. A name is never forgotten. Any thread.
 */
public final class Fences {

  /** The most names. */
  static final int MOST = 10_000;

  private static final int DECIMAL = 10;

  private final Map<String, Fence> fences = new ConcurrentHashMap<>();

  private static final class Fence {
    long highest;
  }

  /** None yet. */
  public Fences() {}

  /** The fence of a signal: {@code name@token}; the empty string where there is none. */
  public static String of(Headers headers) {
    return headers.isEmpty() ? "" : headers.getOrDefault(FenceHeaders.FENCE, "");
  }

  /**
   * Takes a step for a signal unless its token is stale.
   *
   * @param fence as {@link #of} found it, not empty
   * @param step what is to be done
   * @return what came of it; null where the step says so
   */
  public @Nullable PublishResult pass(String fence, Supplier<@Nullable PublishResult> step) {
    int at = fence.lastIndexOf('@');
    long token = token(fence, at + 1);
    if (at <= 0 || token <= 0) {
      return new Rejected(
          StandardError.BAD_OPTION,
          "the header fence is a name and a token such as leader@42, not '" + fence + "'");
    }
    Fence known = find(fence.substring(0, at));
    if (known == null) {
      return new Rejected(
          StandardError.TOO_MANY_FENCES,
          "this node remembers the tokens of " + MOST + " names, and no more");
    }
    synchronized (known) {
      if (token < known.highest) {
        return new Rejected(
            StandardError.STALE_FENCE,
            "'%s' is stale: there is a token %d".formatted(fence, known.highest));
      }
      known.highest = token;
      return step.get();
    }
  }

  /** Zero where there is no number. */
  private static long token(String fence, int from) {
    try {
      return Long.parseLong(fence, from, fence.length(), DECIMAL);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private @Nullable Fence find(String name) {
    Fence known = fences.get(name);
    return known != null || fences.size() >= MOST
        ? known
        : fences.computeIfAbsent(name, key -> new Fence());
  }

  /**
   * A token was granted.
   *
   * @param name for which
   * @param token a lower one than is known changes nothing
   */
  public void learn(String name, long token) {
    Fence known = find(name);
    if (known != null) {
      synchronized (known) {
        known.highest = Math.max(known.highest, token);
      }
    }
  }
}
