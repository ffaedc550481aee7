package dev.pubsub.core.mailbox;

import dev.pubsub.Selection;
import dev.pubsub.SubscriptionInfo;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import org.jspecify.annotations.Nullable;

/** The place of one subscription: whom it belongs to, with whom it keeps up, who is called. */
public final class Recipient {

  private final Receiver receiver;
  private final Consumer consumer;
  private final Cohort cohort;
  private final Terms terms;

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
   * @param terms for what is published while it is a member
   */
  public Recipient(Receiver receiver, Consumer consumer, Cohort cohort, Terms terms) {
    this.receiver = receiver;
    this.consumer = consumer;
    this.cohort = cohort;
    this.terms = terms;
  }

  /** Who is called. */
  public Receiver receiver() {
    return receiver;
  }

  /** On which terms it gets its letters. */
  public Terms terms() {
    return terms;
  }

  /** Whether it wants all of them. */
  boolean takesAll() {
    return terms.choice().isAll();
  }

  /** Delivers a run, or what it wants of it, see {@link Receiver#run}. */
  public int run(Letter[] letters, int from, int to, boolean plain, @Nullable Letter[] wanted) {
    return takesAll()
        ? receiver.run(letters, from, to, plain)
        : receiver.run(letters, from, to, plain, terms.choice(), wanted);
  }

  /** Copies those letters of a run that it wants, see {@link Receiver#choose}. */
  int choose(Letter[] letters, int from, int to, @Nullable Letter[] wanted) {
    return receiver.choose(letters, from, to, terms.choice(), wanted);
  }

  /** Whether something stands in front of the subscriber. */
  boolean isSupervised() {
    return receiver.supervision() != null;
  }

  /** Which signals it wants. */
  public Selection selection() {
    return receiver.selection(terms.choice());
  }

  /** What became of its signals. */
  public SubscriptionStats stats() {
    return new SubscriptionStats(
        receiver.delivered(),
        receiver.filtered(),
        consumer.waiting(),
        receiver.dropped(),
        consumer.isQuarantined(),
        receiver.redelivered());
  }

  /**
   * What there is to tell of it.
   *
   * @param group with which it shares, or the empty string
   */
  public SubscriptionInfo info(String group) {
    return new SubscriptionInfo(
        receiver.number(),
        receiver.principal(),
        receiver.pattern(),
        selection(),
        group,
        consumer.bounds().acknowledged(),
        consumer.bounds().capacity(),
        stats());
  }

  /** Whose it is. */
  public Consumer consumer() {
    return consumer;
  }

  /** The part of this one alone, for letters from the past, which take up no room. */
  public Part forReplay() {
    Cohort alone = new Cohort(Bounds.NONE, cohort.isExact());
    Recipient again = new Recipient(receiver, consumer, alone, terms);
    alone.add(again);
    return alone.part();
  }

  boolean isReplay() {
    return cohort.isUnbounded();
  }

  /** There is no room for this letter. */
  public void refuse(Letter letter) {
    terms.noRoom().refuse(letter, this);
  }

  /** Whether both subscribe to one name, each perhaps in a group. */
  boolean matchesSame(Recipient other) {
    return cohort == other.cohort || receiver.pattern().equals(other.receiver.pattern());
  }

  /** With whom it keeps up. */
  public Cohort cohort() {
    return cohort;
  }

  /** Notes that the letters of a run are out of the lane, before the cohort counts the run. */
  void moved(int letters) {
    moved = letters;
    movedAt = (int) cohort.handled();
  }

  /** Takes the place of another of the same subscription. */
  void comesFrom(Recipient former) {
    if (cohort == former.cohort) {
      moved = former.moved;
      movedAt = former.movedAt;
    }
  }

  /** How many letters for this one are still on the lane. */
  long inLane() {
    long handled = cohort.handled();
    long count = cohort.posted() - handled;
    return Math.max(0, (int) handled == movedAt ? count - moved : count);
  }
}
