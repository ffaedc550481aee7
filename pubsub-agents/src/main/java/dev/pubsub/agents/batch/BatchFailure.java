package dev.pubsub.agents.batch;

/**
 * An item that could not be done.
 *
 * @param item which
 * @param cause why; of a publish that was refused a {@link dev.pubsub.error.PubSubException} with
 *     its code
 * @param <T> what the items are
 */
public record BatchFailure<T>(T item, Throwable cause) {}
