package dev.pubsub.monitoring.alert;

import java.util.Locale;

/** How much it matters. */
enum Severity {
  WARNING,
  CRITICAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
