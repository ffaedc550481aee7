/** Guice for plugins that have parts to wire. The engine itself does without. */
@NullMarked
package dev.pubsub.guice;

import org.jspecify.annotations.NullMarked;
