/** Refusals: each has a stable code, a kind, and a section in {@code docs/errors.md}. */
@NullMarked
package dev.pubsub.error;

import org.jspecify.annotations.NullMarked;
