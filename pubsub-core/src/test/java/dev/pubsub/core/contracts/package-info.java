/** The contracts of the testkit against things that break them: each must say so. */
@NullMarked
package dev.pubsub.core.contracts;

import org.jspecify.annotations.NullMarked;
