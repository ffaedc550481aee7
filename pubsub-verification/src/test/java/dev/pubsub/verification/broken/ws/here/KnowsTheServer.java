package dev.pubsub.verification.broken.ws.here;

import io.undertow.Undertow;

/** The protocol with its server. */
final class KnowsTheServer {
  Undertow server() {
    return Undertow.builder().build();
  }
}
