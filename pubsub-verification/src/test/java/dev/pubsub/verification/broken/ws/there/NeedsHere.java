package dev.pubsub.verification.broken.ws.there;

import dev.pubsub.verification.broken.ws.here.NeedsThere;

/** The other half of a cycle. */
public final class NeedsHere {
  /** The one half. */
  public NeedsThere here() {
    return new NeedsThere();
  }
}
