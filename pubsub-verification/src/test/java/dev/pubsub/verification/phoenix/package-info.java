/** The real phoenix.js against the real server. */
@NullMarked
package dev.pubsub.verification.phoenix;

import org.jspecify.annotations.NullMarked;
