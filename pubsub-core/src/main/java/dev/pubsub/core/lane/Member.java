package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Priority;

/** One of a group, with a cohort and a leg of its own. */
final class Member {

  /** How well a letter is sent to a member now, the best first. */
  enum Readiness {
    READY,
    BEHIND,
    PAUSED,
    FULL
  }

  private final Recipient recipient;
  private final Part alone;
  private final Cohort cohort;
  private final Lane lane;
  private final Leg leg;
  private final long seed;

  Member(Recipient recipient, Part alone, Lane lane, long seed) {
    this.recipient = recipient;
    this.alone = alone;
    this.cohort = alone.cohort();
    this.lane = lane;
    this.leg = new Leg(lane, new Part[] {alone}, false);
    this.seed = seed;
  }

  Recipient recipient() {
    return recipient;
  }

  Leg leg() {
    return leg;
  }

  /** The leg of a letter that it must have room for, whatever its policy is. */
  Leg strictLeg() {
    return new Leg(lane, new Part[] {alone}, true);
  }

  /** What tells its scores from those of others. */
  long seed() {
    return seed;
  }

  boolean hasLeft() {
    return recipient.receiver().isClosed();
  }

  /** Whether it is there and does not leave out what this door publishes. */
  boolean wants(Object publisher) {
    return !hasLeft() && !recipient.terms().choice().leavesOut(publisher);
  }

  boolean isAcknowledged() {
    return cohort.bounds().acknowledged();
  }

  /** Whether it has room and is not paused. */
  boolean isOpen(Priority priority) {
    return readiness(priority).compareTo(Readiness.PAUSED) < 0;
  }

  /** How it stands at this moment; nothing is claimed. */
  Readiness readiness(Priority priority) {
    Consumer consumer = recipient.consumer();
    if (!hasRoom(consumer, priority)) {
      return Readiness.FULL;
    }
    if (consumer.isHeldBack()) {
      return Readiness.PAUSED;
    }
    return consumer.isBusy() ? Readiness.BEHIND : Readiness.READY;
  }

  private boolean hasRoom(Consumer consumer, Priority priority) {
    long onLane = lane.depth() + 1;
    return onLane <= lane.capacity()
        && cohort.hasRoom(priority)
        && !(consumer.needsALook(onLane, cohort.limit(priority))
            && consumer.waiting() >= consumer.limit(priority));
  }

  /**
   * Takes what was sent to a member that has left, within its bounds; a member that must not lose
   * anything takes it beyond them, for there is no publisher that could wait.
   */
  void inherit(Letter letter) {
    if (leg.reserve(letter.signal().priority())) {
      leg.post(letter, false);
    } else {
      lane.replay(recipient, letter);
    }
  }
}
