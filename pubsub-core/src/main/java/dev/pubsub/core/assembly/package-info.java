/**
 * Plugins: found, checked, installed, started in the order that they require, stopped in reverse.
 */
@NullMarked
package dev.pubsub.core.assembly;

import org.jspecify.annotations.NullMarked;
