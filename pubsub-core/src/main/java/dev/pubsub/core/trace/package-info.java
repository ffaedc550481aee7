/** The way of some signals, noted step by step. */
@NullMarked
package dev.pubsub.core.trace;

import org.jspecify.annotations.NullMarked;
