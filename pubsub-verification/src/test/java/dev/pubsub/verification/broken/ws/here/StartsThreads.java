package dev.pubsub.verification.broken.ws.here;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Threads from the JDK. */
final class StartsThreads {
  Executor threads() {
    return Executors.newCachedThreadPool();
  }
}
