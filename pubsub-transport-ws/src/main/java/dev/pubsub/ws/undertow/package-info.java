/**
 * The server: the only package that knows Undertow and XNIO.
 *
 * <p>Undertow accepts connections and speaks HTTP; a WebSocket is taken over right after the
 * upgrade, and from then on {@link dev.pubsub.ws.undertow.Connection} alone reads and writes it, on
 * its one I/O thread. Other threads only append to the queue of a connection and mark it dirty.
 */
@NullMarked
package dev.pubsub.ws.undertow;

import org.jspecify.annotations.NullMarked;
