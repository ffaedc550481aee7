package dev.pubsub.verification.broken.core.attic;

/** A room that nobody has placed. */
final class HasNoLaw {}
