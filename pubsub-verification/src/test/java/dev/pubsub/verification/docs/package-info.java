/** The documents say what the code does. */
@NullMarked
package dev.pubsub.verification.docs;

import org.jspecify.annotations.NullMarked;
