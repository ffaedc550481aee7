/**
 * The bus as an application sees it: publish signals to topics, subscribe to patterns of topics.
 *
 * <p>{@link dev.pubsub.Bus} is the door. What goes in is answered by a {@link
 * dev.pubsub.PublishResult}; what comes out is a {@link dev.pubsub.Delivery} handed to a {@link
 * dev.pubsub.Subscriber}. Null crosses no method of this API.
 */
@NullMarked
package dev.pubsub;

import org.jspecify.annotations.NullMarked;
