/**
 * What reads payloads, as a plugin of the bus: content filters for subscriptions, and typed topics
 * for programs.
 *
 * <pre>
 *  JsonPlugin ──> json.filter ──┐
 *  TypedTopic ──> Codec ────────┴─> json.payload ──> Jackson
 * </pre>
 */
@NullMarked
package dev.pubsub.json;

import org.jspecify.annotations.NullMarked;
