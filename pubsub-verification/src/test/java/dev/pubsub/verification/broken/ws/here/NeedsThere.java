package dev.pubsub.verification.broken.ws.here;

import dev.pubsub.verification.broken.ws.there.NeedsHere;

/** One half of a cycle. */
public final class NeedsThere {
  /** The other half. */
  public NeedsHere there() {
    return new NeedsHere();
  }
}
