/** The plugin as its users meet it: a real bus, a real server, real clients. */
@NullMarked
package dev.pubsub.ws.functional;

import org.jspecify.annotations.NullMarked;
