/**
 * Samples that break the rules on purpose, each where it would stand in {@code dev.pubsub}. None of
 * their packages below this one is {@code @NullMarked}, which breaks a rule as well.
 */
@NullMarked
package dev.pubsub.verification.broken;

import org.jspecify.annotations.NullMarked;
