/** The real phoenix.js and JavaPhoenixClient against the real server. */
@NullMarked
package dev.pubsub.verification.phoenix;

import org.jspecify.annotations.NullMarked;
