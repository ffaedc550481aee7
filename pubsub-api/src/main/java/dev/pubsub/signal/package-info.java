/** What travels on a bus: the immutable signal, its identity, and forms of it that are shared. */
@NullMarked
package dev.pubsub.signal;

import org.jspecify.annotations.NullMarked;
