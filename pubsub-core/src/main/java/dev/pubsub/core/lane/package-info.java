/**
 * The lane: one queue and one worker that walks the matched subscribers, and the watchdog that
 * gives the worker's place away when a subscriber holds it up.
 */
@NullMarked
package dev.pubsub.core.lane;

import org.jspecify.annotations.NullMarked;
