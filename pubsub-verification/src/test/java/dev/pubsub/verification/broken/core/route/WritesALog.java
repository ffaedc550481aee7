package dev.pubsub.verification.broken.core.route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Matching with a log. */
final class WritesALog {
  private static final Logger LOG = LoggerFactory.getLogger(WritesALog.class);

  void write() {
    LOG.info("matched");
  }
}
