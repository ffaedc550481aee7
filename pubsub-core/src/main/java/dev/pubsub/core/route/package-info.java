/** Which patterns match a topic. Knows nothing of subscribers. */
@NullMarked
package dev.pubsub.core.route;

import org.jspecify.annotations.NullMarked;
