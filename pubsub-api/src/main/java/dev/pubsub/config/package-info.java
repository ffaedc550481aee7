/** Settings: declared once in code, read typed, refused at start with all problems at once. */
@NullMarked
package dev.pubsub.config;

import org.jspecify.annotations.NullMarked;
