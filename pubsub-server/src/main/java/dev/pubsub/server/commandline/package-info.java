/**
 * What is said on a command line: commands declare what they take as records, and are handed what
 * was said. Nothing is found by reflection, so reading costs a start next to nothing.
 */
@NullMarked
package dev.pubsub.server.commandline;

import org.jspecify.annotations.NullMarked;
