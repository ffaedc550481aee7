package dev.pubsub.verification.broken.core.lane;

/** What samples of other packages use. */
public final class Lane {}
