/**
 * A long stay on buses under load, whose publishers and subscribers keep books of their own: what
 * was published, times those it was for, is what arrived, what they were told is lost, and what
 * still waits.
 */
@NullMarked
package dev.pubsub.verification.soak;

import org.jspecify.annotations.NullMarked;
