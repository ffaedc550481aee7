/**
 * CloudEvents 1.0: signals as events of that specification, in its JSON format and over HTTP. What
 * becomes of which attribute stands in {@code docs/cloudevents.md}.
 *
 * <p>Written here rather than taken from the Java SDK of the specification: that accepts a dozen of
 * the events which its own conformance suite calls invalid (empty attributes, times without
 * seconds, media types that are none), and does not say which attribute is wrong.
 */
@NullMarked
package dev.pubsub.json.cloudevents;

import org.jspecify.annotations.NullMarked;
