package dev.pubsub.core.subscribe;

import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.NoRoom;

/**
 * Where a consumer is served, for as long as it lives.
 *
 * @param lane the number of the lane
 * @param shared whether the consumer has other subscriptions, too
 * @param noRoom what becomes of letters for which there is no room
 */
public record Seat(Consumer consumer, int lane, boolean shared, NoRoom noRoom) {}
