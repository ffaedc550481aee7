package dev.pubsub.monitoring.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody should look at, or need not any more.
 *
 * @param firing false when it is over
 * @param node which saw it
 * @param reading as it was when the alert began or ended, the last one that held
 * @param since when the cause began to hold
 */
record Alert(boolean firing, String node, Reading reading, Instant since) {

  Cause cause() {
    return reading.cause();
  }

  Rule rule() {
    return cause().rule();
  }

  String message() {
    return rule().sentence(reading);
  }

  Alert over() {
    return new Alert(false, node, reading, since);
  }

  /** As JSON has it. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", rule().word());
    fields.put("state", firing ? "firing" : "cleared");
    fields.put("severity", rule().severity().word());
    fields.put("node", node);
    fields.put("bus", cause().bus());
    fields.put("subject", cause().subject());
    fields.put("value", reading.value());
    fields.put("limit", reading.limit());
    fields.put("since", since.toString());
    fields.put("message", message());
    return fields;
  }
}
