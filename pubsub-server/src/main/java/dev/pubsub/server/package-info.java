/**
 * The ready-made assembly, core and the plugins of the house, and the command line in front of it.
 * {@link dev.pubsub.server.Main} is what the launcher runs.
 */
@NullMarked
package dev.pubsub.server;

import org.jspecify.annotations.NullMarked;
