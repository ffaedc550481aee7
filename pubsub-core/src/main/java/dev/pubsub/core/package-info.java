/**
 * The engine of the bus: a signal is admitted, routed, posted into lanes and delivered; everything
 * else is a plugin.
 *
 * <pre>
 * in-process Bus ─┐
 * WebSocket/HTTP ─┤ Session ─> publish ─> route ─> lane ───────────> deliver ─> Subscriber
 *                 ┘  (door)    admit      match     │ caught up      invoke
 *                              stamp                └─> mailbox ──>  count
 *                                                       behind
 * </pre>
 *
 * {@link dev.pubsub.core.PubSub} opens it. The packages below are rooms of the house, one for each
 * word of the picture, and not for use from outside.
 */
@NullMarked
package dev.pubsub.core;

import org.jspecify.annotations.NullMarked;
