package dev.pubsub.monitoring.alert;

/** Of what a webhook is told. */
enum WebhookEvents {
  /** Each alert. */
  ALERTS,
  /** Those that fire together as one. */
  INCIDENTS
}
