package dev.pubsub.monitoring.alert;

/**
 * What an alert is of.
 *
 * @param bus its name, or empty where the rule is of no bus
 * @param subject the node, the subscription or the breaker, or empty
 */
record Cause(Rule rule, String bus, String subject) {

  static Cause of(Rule rule, String bus) {
    return new Cause(rule, bus, "");
  }

  /** The same as one text, by which other systems know it again. */
  String key() {
    return rule.word() + "/" + bus + "/" + subject;
  }
}
