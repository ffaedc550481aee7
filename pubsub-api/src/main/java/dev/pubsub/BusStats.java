package dev.pubsub;

import java.util.Map;

/**
 * What has happened on a bus since it was opened.
 *
 * @param published signals accepted from publishers
 * @param rejected signals refused, whatever the reason
 * @param delivered deliveries handled by subscribers without an exception
 * @param dropped losses by reason, without those that are zero
 * @param topics how many topics there are now
 * @param subscriptions how many subscriptions there are now, by pattern
 * @param waitingMax how many signals wait for the subscription that is furthest behind
 * @param waitingP99 how many wait for it when the worst hundredth is left out
 * @param rejectedByCode the refused signals by the stable code of the refusal; codes beyond a
 *     hundred are counted together as {@code OTHER}
 * @param duplicates publishes that were not carried out, since they had been before
 * @param forgottenIds deduplication ids that had to make room for others before their time
 * @param pace how fast it is at present
 * @param asking questions that wait for replies
 * @param answering questions that responders have and have not answered
 */
public record BusStats(
    long published,
    long rejected,
    long delivered,
    Map<DropReason, Long> dropped,
    int topics,
    Map<String, Integer> subscriptions,
    long waitingMax,
    long waitingP99,
    Map<String, Long> rejectedByCode,
    long duplicates,
    long forgottenIds,
    BusPace pace,
    int asking,
    int answering) {

  /**
   * Copies the maps.
   *
   * @param published signals accepted from publishers
   * @param rejected signals refused
   * @param delivered deliveries handled without an exception
   * @param dropped losses by reason
   * @param topics how many topics there are
   * @param subscriptions how many subscriptions there are, by pattern
   * @param waitingMax the longest queue
   * @param waitingP99 the longest queue but for the worst hundredth
   * @param rejectedByCode refused signals by code
   * @param duplicates publishes that had been carried out before
   * @param forgottenIds deduplication ids that made room
   * @param pace how fast it is
   * @param asking questions that wait
   * @param answering questions that responders have
   */
  public BusStats {
    dropped = Map.copyOf(dropped);
    subscriptions = Map.copyOf(subscriptions);
    rejectedByCode = Map.copyOf(rejectedByCode);
  }

  /**
   * All losses together.
   *
   * @return the sum over all reasons
   */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
