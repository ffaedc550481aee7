/** What the HTTP APIs of this module have in common: they take and give JSON. */
@NullMarked
package dev.pubsub.resilience.http;

import org.jspecify.annotations.NullMarked;
