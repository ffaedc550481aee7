/** What the server is told by flags, by a file and by the variables of Phoenix applications. */
@NullMarked
package dev.pubsub.server.settings;

import org.jspecify.annotations.NullMarked;
