/** The launcher and the server as programs: started, used and ended from outside. */
@NullMarked
package dev.pubsub.verification.server;

import org.jspecify.annotations.NullMarked;
