package dev.pubsub.verification.broken.ws.here;

import io.github.bucket4j.Bucket;

/** A transport with limits of its own. */
final class CountsTokens {
  boolean mayComeIn(Bucket bucket) {
    return bucket.tryConsume(1);
  }
}
