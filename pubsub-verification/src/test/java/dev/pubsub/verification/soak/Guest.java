package dev.pubsub.verification.soak;

import java.util.List;

/** Whoever is subscribed, by one subscription or several, and can be held and sent away. */
record Guest(
    Runnable pause, Runnable resume, Runnable close, List<Span> spans, List<Witness> witnesses) {

  void leave() {
    spans.forEach(Span::closing);
    close.run();
    witnesses.forEach(Witness::closed);
    spans.forEach(Span::closed);
  }
}
