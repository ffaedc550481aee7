/** What is handed from publisher to subscribers: a signal with the forms of it that they share. */
@NullMarked
package dev.pubsub.core.letter;

import org.jspecify.annotations.NullMarked;
