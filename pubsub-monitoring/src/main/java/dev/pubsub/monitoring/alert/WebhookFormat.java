package dev.pubsub.monitoring.alert;

/** What a webhook is sent. */
enum WebhookFormat {
  /** The fields of the alert. */
  JSON,
  /** An event of PagerDuty. */
  PAGERDUTY
}
