package dev.pubsub.verification.broken.ws.here;

/** A thread by inheritance. */
final class IsAThread extends Thread {}
