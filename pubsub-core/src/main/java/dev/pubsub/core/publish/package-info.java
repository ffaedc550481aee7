/** The one way in for signals: admission, stamping, posting. */
@NullMarked
package dev.pubsub.core.publish;

import org.jspecify.annotations.NullMarked;
