/** Plugins: installed, started in order, stopped in reverse. */
@NullMarked
package dev.pubsub.core.assembly;

import org.jspecify.annotations.NullMarked;
