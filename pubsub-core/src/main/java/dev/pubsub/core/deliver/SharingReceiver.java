package dev.pubsub.core.deliver;

import dev.pubsub.Hop.Step;
import dev.pubsub.Subscriber;
import dev.pubsub.core.deadletter.Sharing;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;

/** The receiving end of a subscription that shares its signals: what it leaves goes to others. */
public final class SharingReceiver extends Receiver implements Sharing {

  private final Successors successors;

  /** Ready to receive, see {@link Receiver}. */
  public SharingReceiver(
      Subscriber subscriber,
      String pattern,
      Holder holder,
      Guard guard,
      Totals totals,
      Successors successors) {
    super(subscriber, pattern, holder, guard, totals);
    this.successors = successors;
  }

  @Override
  public String group() {
    return successors.name();
  }

  @Override
  public boolean handsOver() {
    return true;
  }

  @Override
  public boolean mayMove() {
    return false;
  }

  @Override
  public void abandon(Letter letter) {
    if (successors.take(letter)) {
      letter.note(Step.HANDED_ON, pattern(), group());
    } else {
      super.abandon(letter);
    }
  }
}
