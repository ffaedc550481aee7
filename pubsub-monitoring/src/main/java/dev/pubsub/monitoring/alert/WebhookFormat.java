package dev.pubsub.monitoring.alert;

/** What a webhook is sent. */
enum WebhookFormat {
  /** The fields of the alert or the incident. */
  JSON,
  /** An event of PagerDuty. */
  PAGERDUTY
}
