/** JSON in and out: limits on what strangers send, plain JDK values on the inside. */
@NullMarked
package dev.pubsub.ws.json;

import org.jspecify.annotations.NullMarked;
