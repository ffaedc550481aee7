package dev.pubsub.verification.broken.newcomer;

/** A module that nobody has placed. */
final class HasNoLaw {}
