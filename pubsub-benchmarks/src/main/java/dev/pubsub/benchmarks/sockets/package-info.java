/** One topic and many WebSockets, with the server in a process of its own. */
@NullMarked
package dev.pubsub.benchmarks.sockets;

import org.jspecify.annotations.NullMarked;
