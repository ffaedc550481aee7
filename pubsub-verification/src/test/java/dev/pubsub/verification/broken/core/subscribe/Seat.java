package dev.pubsub.verification.broken.core.subscribe;

/** What samples of other packages use. */
public final class Seat {}
