/**
 * Numbered signals from one node to another: sent again until they have arrived, and taken once, in
 * order for each topic.
 */
@NullMarked
package dev.pubsub.cluster.stream;

import org.jspecify.annotations.NullMarked;
