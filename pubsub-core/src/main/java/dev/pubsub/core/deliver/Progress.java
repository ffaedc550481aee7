package dev.pubsub.core.deliver;

import dev.pubsub.DropReason;
import dev.pubsub.core.letter.Letter;

/** Learns how far a subscription that acknowledges has come. Called on any thread. */
public interface Progress {

  /** Nobody wants to know. */
  Progress NONE = new Progress() {};

  /** A letter is taken up for the first time; one letter after the other, in their order. */
  default void begun(Letter letter) {}

  /** A letter is done with: acknowledged, set aside, or not to be delivered any more. */
  default void settled(Letter letter) {}

  /** The subscription is over; some of what was begun may not be settled. */
  default void ended() {}

  /** What becomes of the letters that are left over at the end. */
  default DropReason leftOver() {
    return DropReason.CLOSED;
  }
}
