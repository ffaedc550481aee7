package dev.pubsub.core.subscribe;

import dev.pubsub.Subscriber;
import dev.pubsub.core.deliver.Choice;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.topic.TopicPattern;

/**
 * Somebody who is about to have a subscription.
 *
 * @param pattern what it is to
 * @param choice which of the signals that match are wanted
 */
record Newcomer(
    Subscriber subscriber, TopicPattern pattern, Holder holder, Seat seat, Choice choice) {}
