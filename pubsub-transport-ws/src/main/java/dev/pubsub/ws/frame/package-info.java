/**
 * Frames of the WebSocket protocol (RFC 6455), read and written without knowing any socket.
 *
 * <p>{@link dev.pubsub.ws.frame.MessageReader} turns bytes from a client into whole messages;
 * {@link dev.pubsub.ws.frame.FrameBuilder} makes frames for clients, whose bytes any number of
 * connections may share.
 */
@NullMarked
package dev.pubsub.ws.frame;

import org.jspecify.annotations.NullMarked;
