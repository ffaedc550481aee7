package dev.pubsub.resilience.breaker;

/** Which subscriptions of a rule, on one bus, have a breaker in common. */
enum Sharing {
  /** None: each has its own. */
  SUBSCRIPTION,
  /** All of them. */
  RULE,
  /** Those of one principal. */
  PRINCIPAL
}
