/** Where settings come from, and what is wrong with them. */
@NullMarked
package dev.pubsub.core.config;

import org.jspecify.annotations.NullMarked;
