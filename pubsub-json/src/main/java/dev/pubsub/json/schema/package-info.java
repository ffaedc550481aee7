/**
 * JSON Schema (2020-12) for topics: schemas with versions of which each accepts all that the one
 * before accepted, and a check of every signal that is published to their topics.
 */
@NullMarked
package dev.pubsub.json.schema;

import org.jspecify.annotations.NullMarked;
