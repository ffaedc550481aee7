/** What the rules of breakers and of calls have in common: how they read, and whom they are for. */
@NullMarked
package dev.pubsub.resilience.rule;

import org.jspecify.annotations.NullMarked;
