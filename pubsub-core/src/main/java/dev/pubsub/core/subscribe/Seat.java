package dev.pubsub.core.subscribe;

import dev.pubsub.core.deliver.AcknowledgingReceiver;
import dev.pubsub.core.deliver.Acks;
import dev.pubsub.core.deliver.Choice;
import dev.pubsub.core.deliver.Progress;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.SharingReceiver;
import dev.pubsub.core.deliver.Successors;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.NoRoom;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.mailbox.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Where a consumer is served, for as long as it lives.
 *
 * @param lane the number of the lane
 * @param shared whether the consumer has other subscriptions, too
 * @param noRoom what becomes of letters for which there is no room
 * @param acks what the one subscription of a consumer that acknowledges needs, or null
 * @param replay the most signals of the past that a subscription begins with
 */
public record Seat(
    Consumer consumer, int lane, boolean shared, NoRoom noRoom, @Nullable Acks acks, int replay) {

  /** The place of a subscription of the consumer, which is not among its own yet. */
  Recipient place(Receiver receiver, Cohort cohort, Choice choice) {
    Terms terms = noRoom == NoRoom.DROP ? Terms.PLAIN : new Terms(noRoom, Choice.ALL);
    return new Recipient(receiver, consumer, cohort, terms.with(atOnce(choice)));
  }

  Receiver receiver(Newcomer who, Guard guard, Totals totals) {
    return acks == null
        ? new Receiver(who.subscriber(), who.pattern().text(), who.holder(), guard, totals)
        : acknowledging(who, guard, totals, Successors.NONE, acks);
  }

  /** That of a member of a group. */
  Receiver receiver(Newcomer who, Guard guard, Totals totals, Successors others) {
    return acks == null
        ? new SharingReceiver(
            who.subscriber(), who.pattern().text(), who.holder(), guard, totals, others)
        : acknowledging(who, guard, totals, others, acks);
  }

  private Receiver acknowledging(
      Newcomer who, Guard guard, Totals totals, Successors others, Acks rules) {
    return new AcknowledgingReceiver(
        who.subscriber(),
        who.pattern().text(),
        who.holder(),
        later(who.choice()),
        guard,
        totals,
        others,
        rules);
  }

  private Choice atOnce(Choice choice) {
    return isTracked() ? Choice.ALL : choice;
  }

  private Choice later(Choice choice) {
    return isTracked() ? choice : Choice.ALL;
  }

  /** Whether what is left out is progress, too, so that it takes its turn among the others. */
  private boolean isTracked() {
    return acks != null && acks.progress() != Progress.NONE;
  }
}
