/**
 * Bounds, and the mailbox of whoever is behind.
 *
 * <p>{@link dev.pubsub.core.mailbox.Cohort} bounds those who keep up, {@link
 * dev.pubsub.core.mailbox.Consumer} those who do not.
 */
@NullMarked
package dev.pubsub.core.mailbox;

import org.jspecify.annotations.NullMarked;
