/** Rules that publish signals once more under other topics. */
@NullMarked
package dev.pubsub.core.forward;

import org.jspecify.annotations.NullMarked;
