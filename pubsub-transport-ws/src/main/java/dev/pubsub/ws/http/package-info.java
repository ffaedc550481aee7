/**
 * The HTTP API, as functions from a request to a response: no socket, no server in sight. Errors
 * are JSON with a sentence and a stable code.
 */
@NullMarked
package dev.pubsub.ws.http;

import org.jspecify.annotations.NullMarked;
