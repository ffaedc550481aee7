/** What a subscription wants of the signals that match its pattern, compiled. */
@NullMarked
package dev.pubsub.core.filter;

import org.jspecify.annotations.NullMarked;
