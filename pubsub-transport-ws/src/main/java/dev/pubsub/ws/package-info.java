/**
 * WebSocket and HTTP as a plugin of the bus.
 *
 * <pre>
 *  client ── bytes ──> ws.undertow ── messages ──> ws.phoenix ── publish, subscribe ──> Session
 *                      │    ^                       ├─ ws.control: the channel "pubsub"
 *                      │    └──── frames, encoded once for all ─┴─────────────────────── bus
 *                      └── requests ──> ws.http ── publish, topics, stats ────────────> Session
 * </pre>
 *
 * <p>{@code ws.frame} reads and writes RFC 6455, {@code ws.json} reads and writes JSON, {@code
 * ws.publish} reads what clients say about a publish. Only {@code ws.undertow} knows the server it
 * runs on.
 */
@NullMarked
package dev.pubsub.ws;

import org.jspecify.annotations.NullMarked;
