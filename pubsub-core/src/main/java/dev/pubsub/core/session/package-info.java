/** The doors by which a bus is used. */
@NullMarked
package dev.pubsub.core.session;

import org.jspecify.annotations.NullMarked;
