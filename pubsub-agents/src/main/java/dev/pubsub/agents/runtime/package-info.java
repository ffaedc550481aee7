/**
 * Where agents live. Mail comes by one subscription for all of them, waits in the mailbox of its
 * cell, and is handled in turns by threads that all cells share.
 */
@NullMarked
package dev.pubsub.agents.runtime;

import org.jspecify.annotations.NullMarked;
