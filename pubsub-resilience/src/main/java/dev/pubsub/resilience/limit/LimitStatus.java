package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.share.Share;
import java.util.Optional;

/**
 * A limit and what it has done since it was put there; a changed one goes on counting.
 *
 * @param name what it is called
 * @param rule as it was written, without the name
 * @param perSecond how many tokens come in for each key in a second, here and at the present
 *     pressure
 * @param burst how many each key has at most, here and at the present pressure
 * @param granted how many operations it let through that no limit refused
 * @param refused how many it refused; with {@code then=wait} every try of a publisher who waits
 * @param shed how many signals it took out
 * @param keys how many have a bucket of their own at present
 * @param evicted how many buckets were given up that were full
 * @param shared how many operations took from the bucket of all for whom there was no room
 * @param cluster how the nodes share it; empty where each has its own
 */
public record LimitStatus(
    String name,
    String rule,
    double perSecond,
    long burst,
    long granted,
    long refused,
    long shed,
    int keys,
    long evicted,
    long shared,
    Optional<Shared> cluster) {

  /**
   * A limit of all nodes together.
   *
   * @param perSecond how many tokens come in on all of them in a second, at the pressure here
   * @param share what of it this node has
   */
  public record Shared(double perSecond, Share share) {}
}
