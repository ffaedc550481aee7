/**
 * For tests of applications and plugins: contracts as abstract tests, whose subclass brings the
 * thing to be tested; fakes that remember; time and tasks moved by hand.
 */
@NullMarked
package dev.pubsub.testkit;

import org.jspecify.annotations.NullMarked;
