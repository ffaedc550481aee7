package dev.pubsub.core.subscribe;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.NoRoom;
import dev.pubsub.core.mailbox.Recipient;

/**
 * Where a consumer is served, for as long as it lives.
 *
 * @param lane the number of the lane
 * @param shared whether the consumer has other subscriptions, too
 * @param noRoom what becomes of letters for which there is no room
 */
public record Seat(Consumer consumer, int lane, boolean shared, NoRoom noRoom) {

  /** The place of a subscription of the consumer, which is not among its own yet. */
  Recipient place(Receiver receiver, Cohort cohort) {
    return new Recipient(receiver, consumer, cohort, noRoom);
  }
}
