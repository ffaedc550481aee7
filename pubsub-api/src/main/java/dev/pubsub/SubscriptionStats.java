package dev.pubsub;

import java.util.Map;

/**
 * What became of the signals that matched one subscription. At rest, delivered + filtered + all
 * dropped is the number of signals that matched, those that were replayed included. For a member of
 * a group it is the number of those that it was chosen for, less those that were handed to another
 * member when it left.
 *
 * @param delivered handled by the subscriber without an exception; where it acknowledges, those
 *     that it has acknowledged
 * @param filtered left out as the options asked, which is no loss
 * @param waiting accepted, but not yet handled; while signals come in it may read higher than it
 *     is, never lower. What is replayed is not counted. For a session it is counted over all its
 *     subscriptions together. Where it acknowledges, those it has not acknowledged are among them
 * @param dropped the losses by reason, without those that are zero
 * @param quarantined whether it has thrown so often that it is called only now and then; never
 *     where it acknowledges, since each signal has its own rests there
 * @param redelivered attempts to deliver a signal after its first one
 */
public record SubscriptionStats(
    long delivered,
    long filtered,
    long waiting,
    Map<DropReason, Long> dropped,
    boolean quarantined,
    long redelivered) {

  /**
   * Copies the map.
   *
   * @param delivered handled by the subscriber without an exception
   * @param filtered left out as the options asked
   * @param waiting accepted, but not yet handled
   * @param dropped the losses by reason
   * @param quarantined whether it is called only now and then
   * @param redelivered attempts after the first
   */
  public SubscriptionStats {
    dropped = Map.copyOf(dropped);
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
