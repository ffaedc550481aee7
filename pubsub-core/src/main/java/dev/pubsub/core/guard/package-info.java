/** Where exceptions of foreign code end. */
@NullMarked
package dev.pubsub.core.guard;

import org.jspecify.annotations.NullMarked;
