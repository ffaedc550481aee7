/** How scarce resources are, and what is given up meanwhile. */
@NullMarked
package dev.pubsub.core.pressure;

import org.jspecify.annotations.NullMarked;
