/**
 * Guards of calls in front of subscribers: how long one may take, how often it is tried again, how
 * many there may be at a time.
 *
 * <p>Resilience4j's own guards of this kind sleep, or have threads; these put a signal back and let
 * the thread go. So they stand in this order, each around what follows: the retries, which give up
 * a place while they rest and see what every other guard makes of a call; the bulkhead, which asks
 * a breaker for nothing before there is a place for the call; breakers, which see every attempt;
 * the timeout, so that a breaker sees that it was over; the subscriber.
 */
@NullMarked
package dev.pubsub.resilience.call;

import org.jspecify.annotations.NullMarked;
