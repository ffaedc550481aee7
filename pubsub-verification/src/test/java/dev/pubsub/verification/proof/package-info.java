/** Long runs with chance in them; each prints the seed by which it can be repeated. */
@NullMarked
package dev.pubsub.verification.proof;

import org.jspecify.annotations.NullMarked;
