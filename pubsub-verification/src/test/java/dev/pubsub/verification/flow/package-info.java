/** The bus as a stream, asked by the Technology Compatibility Kit of Reactive Streams. */
@NullMarked
package dev.pubsub.verification.flow;

import org.jspecify.annotations.NullMarked;
