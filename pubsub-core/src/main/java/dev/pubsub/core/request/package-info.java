/** Questions and replies: plain signals that find their way back. */
@NullMarked
package dev.pubsub.core.request;

import org.jspecify.annotations.NullMarked;
