@NullMarked
package dev.pubsub.flow;

import org.jspecify.annotations.NullMarked;
