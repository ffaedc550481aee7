/** What {@code doctor} looks at: each check by itself, and what to do about what it finds. */
@NullMarked
package dev.pubsub.server.doctor;

import org.jspecify.annotations.NullMarked;
