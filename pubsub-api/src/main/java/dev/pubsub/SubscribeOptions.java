package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;
import java.util.Optional;

/**
 * Bounds and filters of one subscription.
 *
 * @param capacity how many signals may wait for the subscriber, the one in its hands included; 0
 *     takes the default of the bus or of the session. Signals that are delivered in one go count
 *     until all of them are delivered; signals that are replayed do not count
 * @param overflow what becomes of signals for which there is no room
 * @param own whether signals that the same session published are received too
 * @param group with whom it shares the signals: of all subscriptions to the same pattern in the
 *     same group, each signal reaches one. The empty string to receive all of them
 * @param start where in the history it begins; in a group always with the next signal
 * @param acks how signals are delivered at least once; empty to deliver each at most once. Such a
 *     subscription has its own mailbox and bounds even when it belongs to a session
 * @param durable the name under which the bus remembers how far the subscription has come; the
 *     empty string for one that is forgotten when it ends
 * @param selection which of the signals that match it wants
 */
public record SubscribeOptions(
    int capacity,
    Overflow overflow,
    boolean own,
    String group,
    StartAt start,
    Optional<Acknowledgement> acks,
    String durable,
    Selection selection) {

  /** As the bus or session is configured; own signals are received; from now on; at most once. */
  public static final SubscribeOptions DEFAULT =
      new SubscribeOptions(
          0, Overflow.AS_CONFIGURED, true, "", StartAt.NOW, Optional.empty(), "", Selection.ALL);

  /** The largest capacity that can be asked for. */
  public static final int MAX_CAPACITY = 1 << 20;

  /** The longest name of a group or of a durable subscription, in characters. */
  public static final int MAX_NAME = 255;

  /**
   * Checks the options.
   *
   * @param capacity 0 to {@link #MAX_CAPACITY}
   * @param overflow what becomes of signals for which there is no room
   * @param own whether to receive what the same session published
   * @param group at most {@link #MAX_NAME} characters, none of them a control character
   * @param start where in the history it begins
   * @param acks how signals are delivered at least once, if they are
   * @param durable at most {@link #MAX_NAME} characters, none of them a control character
   * @param selection which of the signals that match it wants
   * @throws PubSubException with BAD_OPTION when the capacity is out of range, the group or the
   *     durable subscription has no name for one, a member of a group is to start elsewhere than
   *     now or to be durable, or one that does not acknowledge is to be durable
   */
  public SubscribeOptions {
    Objects.requireNonNull(overflow, "overflow");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(acks, "acks");
    Objects.requireNonNull(selection, "selection");
    if (capacity < 0 || capacity > MAX_CAPACITY) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "capacity must be between 0 and " + MAX_CAPACITY + ", not " + capacity);
    }
    checkName("a group", group);
    checkName("a durable subscription", durable);
    if (!group.isEmpty() && !start.equals(StartAt.NOW)) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a member of a group starts with the next signal");
    }
    if (!group.isEmpty() && !durable.isEmpty()) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a durable subscription is in no group; it has one holder");
    }
    if (!durable.isEmpty() && acks.isEmpty()) {
      throw new PubSubException(StandardError.BAD_OPTION, "a durable subscription acknowledges");
    }
  }

  private static void checkName(String whose, String name) {
    if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          whose + " has a name of at most " + MAX_NAME + " characters, none a control character");
    }
  }

  /**
   * These options with another capacity.
   *
   * @param signals how many may wait; 0 for the default
   * @return the changed copy
   */
  public SubscribeOptions withCapacity(int signals) {
    return new SubscribeOptions(signals, overflow, own, group, start, acks, durable, selection);
  }

  /**
   * These options with another policy for signals that find no room.
   *
   * @param policy what becomes of them
   * @return the changed copy
   */
  public SubscribeOptions withOverflow(Overflow policy) {
    return new SubscribeOptions(capacity, policy, own, group, start, acks, durable, selection);
  }

  /**
   * These options for a subscription that leaves out what its own session publishes.
   *
   * @return the changed copy
   */
  public SubscribeOptions withoutOwn() {
    return new SubscribeOptions(capacity, overflow, false, group, start, acks, durable, selection);
  }

  /**
   * These options for a member of a group. Its members share the signals that match their pattern:
   *
   * <ul>
   *   <li>Each signal reaches one member, and counts as one match.
   *   <li>Signals with the same {@link PublishOptions#key} reach the same member for as long as
   *       nobody joins or leaves; then only the keys of whoever came or went change hands.
   *   <li>For signals without a key the members take turns. Who has no room, is paused or behind is
   *       passed over while another is not.
   *   <li>What waits for a member that leaves, and what it has not acknowledged if it acknowledges,
   *       is handed to another, whose bounds hold for it as for any signal.
   * </ul>
   *
   * @param name of the group; the empty string for no group
   * @return the changed copy
   */
  public SubscribeOptions inGroup(String name) {
    return new SubscribeOptions(capacity, overflow, own, name, start, acks, durable, selection);
  }

  /**
   * These options for a subscription that begins elsewhere.
   *
   * @param where where in the history
   * @return the changed copy
   */
  public SubscribeOptions startingAt(StartAt where) {
    return new SubscribeOptions(capacity, overflow, own, group, where, acks, durable, selection);
  }

  /**
   * These options for a subscription that acknowledges with {@link Acknowledgement#DEFAULT}.
   *
   * @return the changed copy
   */
  public SubscribeOptions acknowledged() {
    return acknowledged(Acknowledgement.DEFAULT);
  }

  /**
   * These options for a subscription that acknowledges.
   *
   * @param how attempts, time and rests
   * @return the changed copy
   */
  public SubscribeOptions acknowledged(Acknowledgement how) {
    return new SubscribeOptions(
        capacity, overflow, own, group, start, Optional.of(how), durable, selection);
  }

  /**
   * These options for a durable subscription, which acknowledges (with {@link
   * Acknowledgement#DEFAULT}, unless that was said before). The bus remembers it by its name:
   *
   * <ul>
   *   <li>What is published to its topics is kept, as much of each as the setting {@code
   *       durable.keep} says, or more where {@code history} says so, whether it is open or not.
   *   <li>Each signal is kept before it is accepted. When the subscription is opened again, it gets
   *       all that it had not acknowledged, or set aside, the oldest first; if some of that is not
   *       kept any more, {@link Subscription#recovered} is false.
   *   <li>Where the options leave it to the configuration, publishers wait for it, or are refused,
   *       when it has no room ({@link Overflow#WAIT}).
   *   <li>It is in no group, and open once at a time, always with the same pattern; {@code start}
   *       counts the first time only. It ends for good with {@link DurableSubscriptions#remove}.
   * </ul>
   *
   * @param name of the subscription, unique on the bus; the empty string for one that is not
   *     durable
   * @return the changed copy
   */
  public SubscribeOptions durable(String name) {
    Optional<Acknowledgement> how =
        acks.isPresent() || name.isEmpty() ? acks : Optional.of(Acknowledgement.DEFAULT);
    return new SubscribeOptions(capacity, overflow, own, group, start, how, name, selection);
  }

  /**
   * These options for a subscription that wants only some of the signals that match its pattern.
   * The others are counted as {@link SubscriptionStats#filtered}, and take up no room in its
   * mailbox unless it acknowledges and is durable. Members of a group share signals with those
   * members only that have the same selection.
   *
   * @param which signals
   * @return the changed copy
   */
  public SubscribeOptions selecting(Selection which) {
    return new SubscribeOptions(capacity, overflow, own, group, start, acks, durable, which);
  }

  /**
   * These options with another selector.
   *
   * @param selector attributes of the signal, see {@link Selection}; the empty string for all
   * @return the changed copy
   */
  public SubscribeOptions selecting(String selector) {
    return selecting(new Selection(selector, selection.filter()));
  }

  /**
   * These options with another filter.
   *
   * @param filter an expression over headers and payload; the empty string for all
   * @return the changed copy
   */
  public SubscribeOptions filtering(String filter) {
    return selecting(new Selection(selection.selector(), filter));
  }
}
