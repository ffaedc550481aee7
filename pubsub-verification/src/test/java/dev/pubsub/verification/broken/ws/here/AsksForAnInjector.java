package dev.pubsub.verification.broken.ws.here;

import com.google.inject.Injector;

/** A part that fetches its parts. */
final class AsksForAnInjector {
  Runnable part(Injector injector) {
    return injector.getInstance(Runnable.class);
  }
}
