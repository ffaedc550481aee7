/**
 * For authors of plugins: {@link dev.pubsub.spi.Plugin} is the index of everything a plugin can be,
 * {@link dev.pubsub.spi.Environment} what the host gives, {@link dev.pubsub.spi.Contributions} what
 * the plugin gives.
 */
@NullMarked
package dev.pubsub.spi;

import org.jspecify.annotations.NullMarked;
