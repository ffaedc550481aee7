/** What is published and handled as observations of Micrometer, and by these as spans. */
@NullMarked
package dev.pubsub.monitoring.observation;

import org.jspecify.annotations.NullMarked;
