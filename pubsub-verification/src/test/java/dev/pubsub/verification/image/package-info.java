/**
 * The image of the server, without an engine for containers: what its files say is done in a
 * folder, with the JDK that runs the tests for the one of the base image.
 */
@NullMarked
package dev.pubsub.verification.image;

import org.jspecify.annotations.NullMarked;
