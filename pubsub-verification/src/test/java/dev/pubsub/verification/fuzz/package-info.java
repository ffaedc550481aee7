/**
 * What strangers could send, by the hundred thousand: valid input that was mutated, beside plain
 * models of what each decoder has to make of it.
 */
@NullMarked
package dev.pubsub.verification.fuzz;

import org.jspecify.annotations.NullMarked;
