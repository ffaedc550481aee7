/** Topics as things to create, count and list. */
@NullMarked
package dev.pubsub.core.catalog;

import org.jspecify.annotations.NullMarked;
