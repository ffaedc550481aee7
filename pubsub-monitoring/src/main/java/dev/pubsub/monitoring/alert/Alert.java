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
record Alert(boolean firing, String node, Reading reading, Instant since) implements Notice {

  Cause cause() {
    return reading.cause();
  }

  Rule rule() {
    return cause().rule();
  }

  @Override
  public boolean isOver() {
    return !firing;
  }

  /** The same for all nodes that miss another. */
  @Override
  public String key() {
    return "pubsub/" + (rule() == Rule.INSTANCE_DOWN ? "" : node) + "/" + cause().key();
  }

  @Override
  public String kind() {
    return rule().word();
  }

  @Override
  public Severity severity() {
    return rule().severity();
  }

  @Override
  public String bus() {
    return cause().bus();
  }

  @Override
  public String message() {
    return rule().sentence(reading);
  }

  Alert over() {
    return new Alert(false, node, reading, since);
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", kind());
    fields.put("state", firing ? "firing" : "cleared");
    fields.put("severity", severity().word());
    fields.put("node", node);
    fields.put("bus", bus());
    fields.put("subject", cause().subject());
    fields.put("value", reading.value());
    fields.put("limit", reading.limit());
    fields.put("since", since.toString());
    fields.put("message", message());
    return fields;
  }
}
