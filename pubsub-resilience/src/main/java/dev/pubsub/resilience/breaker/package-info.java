/**
 * Circuit breakers in front of subscribers: what fails too often is left alone for a while.
 *
 * <pre>
 *            too many calls fail, or are slow
 *   CLOSED ----------------------------------> OPEN
 *     ^  ^                                     |  ^
 *     |  |                    the time is over |  |
 *     |   \                                    v  | too many probes fail, or one does not come back
 *     |    +------------------------------- HALF_OPEN
 *     |       enough probes were well
 *     +--- forced open, forced closed, and back by hand, from any state
 * </pre>
 *
 * When a state ends is Resilience4j's to say; when one is over, who is let through and who waits
 * for it is said here, on the time of the assembly and without threads.
 */
@NullMarked
package dev.pubsub.resilience.breaker;

import org.jspecify.annotations.NullMarked;
