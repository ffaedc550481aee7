/** What is to be published later. */
@NullMarked
package dev.pubsub.core.schedule;

import org.jspecify.annotations.NullMarked;
