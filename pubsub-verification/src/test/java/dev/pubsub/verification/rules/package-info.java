/**
 * The rules of the house, checked on the built jars and on the test classes, and checked themselves
 * on samples that break them.
 */
@NullMarked
package dev.pubsub.verification.rules;

import org.jspecify.annotations.NullMarked;
