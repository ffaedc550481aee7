package dev.pubsub.topic;

import java.time.Instant;

/**
 * One topic as it stands.
 *
 * @param name the full name
 * @param createdAt when it was created, or first published or subscribed to
 * @param messageCount how many signals were accepted since then
 * @param subscriberCount how many open subscriptions match it
 */
public record TopicInfo(String name, Instant createdAt, long messageCount, int subscriberCount) {}
