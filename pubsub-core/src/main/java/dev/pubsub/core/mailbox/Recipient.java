package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import org.jspecify.annotations.Nullable;

/** The place of one subscription: whom it belongs to, with whom it keeps up, who is called. */
public final class Recipient {

  private final Receiver receiver;
  private final Consumer consumer;
  private final Cohort cohort;
  private final NoRoom noRoom;

  // Guarded by the cohort.
  int index;
  long version;
  int watchedAt = -1;
  // Guarded by the consumer: letters of the run under way that are in the mailbox already, and the
  // lower half of the count of the cohort that does not know it yet.
  private int moved;
  private int movedAt;
  // The next of the same consumer, which guards it.
  @Nullable Recipient next;

  /**
   * A place for a receiver; not yet among the members of the cohort.
   *
   * @param noRoom what becomes of letters that a publisher finds no room for
   */
  public Recipient(Receiver receiver, Consumer consumer, Cohort cohort, NoRoom noRoom) {
    this.receiver = receiver;
    this.consumer = consumer;
    this.cohort = cohort;
    this.noRoom = noRoom;
  }

  /** Who is called. */
  public Receiver receiver() {
    return receiver;
  }

  /** Whose it is. */
  public Consumer consumer() {
    return consumer;
  }

  /** The part of this one alone, for letters from the past, which take up no room. */
  public Part forReplay() {
    Cohort alone = new Cohort(Bounds.NONE, cohort.isExact());
    Recipient again = new Recipient(receiver, consumer, alone, noRoom);
    alone.add(again);
    return alone.part();
  }

  boolean isReplay() {
    return cohort.isUnbounded();
  }

  /** There is no room for this letter. */
  public void refuse(Letter letter) {
    noRoom.refuse(letter, this);
  }

  /** Whether both subscribe to one name, each perhaps in a group. */
  boolean matchesSame(Recipient other) {
    return cohort == other.cohort || receiver.pattern().equals(other.receiver.pattern());
  }

  Cohort cohort() {
    return cohort;
  }

  /** Notes that the letters of a run are out of the lane, before the cohort counts the run. */
  void moved(int letters) {
    moved = letters;
    movedAt = (int) cohort.handled();
  }

  /** How many letters for this one are still on the lane. */
  long inLane() {
    long handled = cohort.handled();
    long count = cohort.posted() - handled;
    return Math.max(0, (int) handled == movedAt ? count - moved : count);
  }
}
