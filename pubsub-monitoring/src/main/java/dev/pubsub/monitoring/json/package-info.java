/** What is told, as JSON. */
@NullMarked
package dev.pubsub.monitoring.json;

import org.jspecify.annotations.NullMarked;
