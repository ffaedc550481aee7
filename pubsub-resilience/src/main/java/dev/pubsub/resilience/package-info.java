/** What keeps a bus going under load: rate limits, circuit breakers, a guard of resources. */
@NullMarked
package dev.pubsub.resilience;

import org.jspecify.annotations.NullMarked;
