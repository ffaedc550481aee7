/** Calling one subscriber and counting what became of each signal. */
@NullMarked
package dev.pubsub.core.deliver;

import org.jspecify.annotations.NullMarked;
