/** What reads payloads, as a plugin of the bus. */
@NullMarked
package dev.pubsub.json;

import org.jspecify.annotations.NullMarked;
