/** Runs every example. */
@NullMarked
package dev.pubsub.examples;

import org.jspecify.annotations.NullMarked;
