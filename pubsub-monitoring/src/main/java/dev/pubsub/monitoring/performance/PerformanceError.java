package dev.pubsub.monitoring.performance;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/** What those are told who ask how fast a bus is. */
public enum PerformanceError implements ErrorCode {
  /** There are not as many samples yet as are needed. */
  TOO_FEW_SAMPLES(Kind.RESOURCES),
  /** The assembly has no file that keeps baselines. */
  NO_BASELINE(Kind.CALLER),
  /** The file of baselines is none, or cannot be read or written. */
  BAD_BASELINE(Kind.EXTERNAL);

  private final Kind kind;

  PerformanceError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  PubSubException because(String sentence) {
    return new PubSubException(this, sentence);
  }
}
