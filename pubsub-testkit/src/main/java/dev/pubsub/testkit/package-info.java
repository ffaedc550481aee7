/** For tests of applications and plugins: time moved by hand, and a subscriber that remembers. */
@NullMarked
package dev.pubsub.testkit;

import org.jspecify.annotations.NullMarked;
