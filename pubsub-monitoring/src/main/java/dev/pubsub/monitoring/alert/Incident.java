package dev.pubsub.monitoring.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All alerts of a node from the first that fires until none does any more.
 *
 * @param severity the worst that an alert of it has had
 * @param alerts those that fire, the worst first; none when it is over
 */
record Incident(State state, String node, Severity severity, Instant since, List<Alert> alerts)
    implements Notice {

  /** So many alerts are told at most; more are only counted. */
  private static final int MOST = 20;

  /** What has just become of it. */
  enum State {
    OPENED,
    /** An alert is worse than all before. */
    RAISED,
    CLOSED
  }

  String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  Incident become(State next, Severity worst, List<Alert> firing) {
    return new Incident(next, node, worst, since, firing);
  }

  @Override
  public boolean isOver() {
    return state == State.CLOSED;
  }

  @Override
  public String key() {
    return "pubsub/" + node + "/incident/" + since;
  }

  @Override
  public String kind() {
    return "incident";
  }

  @Override
  public String bus() {
    return "";
  }

  @Override
  public String message() {
    return alerts.isEmpty()
        ? "No alert fires on the node '" + node + "' any more"
        : "Alerts on the node '" + node + "': " + alerts.size() + ". " + alerts.get(0).message();
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("incident", key());
    fields.put("state", word());
    fields.put("severity", severity.word());
    fields.put("node", node);
    fields.put("since", since.toString());
    fields.put("message", message());
    fields.put("alerts", alerts.stream().limit(MOST).map(Alert::fields).toList());
    fields.put("count", alerts.size());
    return fields;
  }
}
