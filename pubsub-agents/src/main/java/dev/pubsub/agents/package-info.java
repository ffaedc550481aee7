/** Agents on top of a bus: the door to them, and the plugin that brings them. */
@NullMarked
package dev.pubsub.agents;

import org.jspecify.annotations.NullMarked;
