/** How payloads that are bytes or text are read, and how Jackson is set up for that. */
@NullMarked
package dev.pubsub.json.payload;

import org.jspecify.annotations.NullMarked;
