/**
 * Guice for plugins that have parts to wire ({@link dev.pubsub.guice.GuicePlugin}) and for
 * applications that are wired by it ({@link dev.pubsub.guice.PubSubModule}). The engine itself does
 * without.
 */
@NullMarked
package dev.pubsub.guice;

import org.jspecify.annotations.NullMarked;
