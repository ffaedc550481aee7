package dev.pubsub.core.subscribe;

import dev.pubsub.core.mailbox.Consumer;

/**
 * Where a consumer is served, for as long as it lives.
 *
 * @param lane the number of the lane
 */
public record Seat(Consumer consumer, int lane) {}
