/** The engine seen through its public face. */
@NullMarked
package dev.pubsub.core.functional;

import org.jspecify.annotations.NullMarked;
