/** Programs on the class path and on the module path. */
@NullMarked
package dev.pubsub.verification.modules;

import org.jspecify.annotations.NullMarked;
