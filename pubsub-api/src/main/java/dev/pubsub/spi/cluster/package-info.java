/** What nodes know of each other. One node alone has all of it, too. */
@NullMarked
package dev.pubsub.spi.cluster;

import org.jspecify.annotations.NullMarked;
