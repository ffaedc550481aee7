/**
 * Server-Sent Events, as the HTML standard has them (section 9.2): what is written for signals, and
 * what a client may ask for.
 */
@NullMarked
package dev.pubsub.ws.sse;

import org.jspecify.annotations.NullMarked;
