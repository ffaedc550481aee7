package dev.pubsub.monitoring.alert;

import java.time.Instant;
import java.util.Map;

/** That somebody should look, or need not any more. */
sealed interface Notice permits Alert, Incident {

  /** Whether it is over. */
  boolean isOver();

  /** What it is of, the same for its beginning and its end. */
  String key();

  /** What it is of, in a word. */
  String kind();

  Severity severity();

  /** Which node tells it. */
  String node();

  /** The name of the bus, or empty. */
  String bus();

  /** Since when it is so. */
  Instant since();

  /** What is so, and what to do. */
  String message();

  /** As JSON has it. */
  Map<String, Object> fields();
}
