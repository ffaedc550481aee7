/**
 * What can only be seen from outside the modules: the rules of the house over the built jars, real
 * clients against a running server, and the long proofs.
 */
@NullMarked
package dev.pubsub.verification;

import org.jspecify.annotations.NullMarked;
