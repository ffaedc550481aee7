package dev.pubsub;

/**
 * A subscription that is open on this node, as those see it who look after a bus.
 *
 * @param id see {@link Subscription#id}
 * @param principal the name of whoever opened it
 * @param pattern what it subscribes to
 * @param selection which of the signals that match it wants
 * @param group the group with which it shares its signals; the empty string where it has none
 * @param acknowledges whether it acknowledges what it receives
 * @param capacity how many signals may wait for it, or for all of its session together
 * @param stats what became of its signals
 */
public record SubscriptionInfo(
    long id,
    String principal,
    String pattern,
    Selection selection,
    String group,
    boolean acknowledges,
    int capacity,
    SubscriptionStats stats) {}
