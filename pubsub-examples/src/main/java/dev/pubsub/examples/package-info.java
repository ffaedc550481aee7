/** Small assemblies to copy from. Each main class is run by a test. */
@NullMarked
package dev.pubsub.examples;

import org.jspecify.annotations.NullMarked;
