/** What a client may say about a signal, on the control channel and over HTTP alike. */
@NullMarked
package dev.pubsub.ws.publish;

import org.jspecify.annotations.NullMarked;
