package dev.pubsub.core.feed;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.config.LiveSetting;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a fact to the bus that is there for its kind. Where that bus does not run, the fact
 * is told to nobody. Publishing waits for nobody; what is refused is counted by the bus, and logged
 * where it should have been put on record.
 */
public final class Feeds {

  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

  static final String ALERTS = "alerts";
  static final String AUDIT = "audit";
  static final String DIAGNOSTICS = "diagnostics";
  static final String HEALTH = "health";
  static final String LIFECYCLE = "lifecycle";
  static final String METRICS = "metrics";
  static final String SECURITY = "security";
  static final String SYSTEM = "system";

  /** The buses that are told something. */
  public static final List<String> ALL =
      List.of(ALERTS, AUDIT, DIAGNOSTICS, HEALTH, LIFECYCLE, METRICS, SECURITY, SYSTEM);

  private static final Principal PRINCIPAL = new Principal("system:platform");

  private final List<String> fed;
  private final Clock clock;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /**
   * Feeds that are not open.
   *
   * @param fed those of {@link #ALL} that run and are to be told
   */
  public Feeds(List<String> fed, Clock clock) {
    this.fed = List.copyOf(fed);
    this.clock = clock;
  }

  /** Whether there is nobody to be told. */
  public boolean isEmpty() {
    return fed.isEmpty();
  }

  /** Whether a bus is told anything, for facts that are not to be had for nothing. */
  boolean isFed(String bus) {
    return fed.contains(bus);
  }

  /** Opens the way; what was known before is not told. */
  public void open(Gateway gateway) {
    if (!isEmpty()) {
      gateway
          .buses()
          .forEach(bus -> sessions.put(bus, gateway.open(bus, PRINCIPAL, SessionOptions.DEFAULT)));
    }
  }

  /** Tells a plugin's new state, as that of a component and as that of a process. */
  public void plugin(String id, boolean runs) {
    tell(
        SYSTEM,
        "system_status:" + id,
        runs ? "component_started" : "component_stopped",
        Map.of("component", id));
    tell(
        LIFECYCLE,
        "process_lifecycle:" + id,
        runs ? "process_started" : "process_stopped",
        Map.of("process_type", "plugin", "component", id, "metadata", Map.of("restart_count", 0)));
  }

  /**
   * Tells the state of the whole.
   *
   * @param state such as {@code started} or {@code draining}
   */
  public void platform(String state) {
    tell(SYSTEM, "system_status:pubsub", state, Map.of("component", "pubsub"));
  }

  /** Tells of a setting that was changed while the assembly runs. */
  public void changed(Principal principal, LiveSetting setting) {
    tell(
        SYSTEM,
        "configuration_changes:pubsub",
        "configuration_changed",
        Map.of("component", "pubsub", "key", setting.key(), "value", setting.value()));
    tell(
        AUDIT,
        "audit_trail:admin_operations",
        "admin_operation",
        Map.of(
            "user_id", principal.name(),
            "action", "change_setting",
            "resource", setting.key(),
            "value", setting.value()));
  }

  /** Tells a fact to a bus, with the fields that all facts have; whether that has accepted it. */
  public boolean tell(String bus, String topic, String type, Map<String, ?> fields) {
    Session session = isFed(bus) ? sessions.get(bus) : null;
    if (session == null) {
      return false;
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("event_type", type);
    payload.put("timestamp", clock.millis());
    fields.forEach(payload::putIfAbsent);
    PublishResult result =
        session.publish(topic, Collections.unmodifiableMap(payload), PublishOptions.ofType(type));
    if (bus.equals(AUDIT) && result instanceof PublishResult.Rejected refused) {
      LOG.warn("Not put on record, {}: {}", refused.code().name(), payload);
    }
    return result instanceof PublishResult.Accepted;
  }

  /** A door to each bus; none where there is nobody to be told. */
  Collection<Session> buses() {
    return sessions.values();
  }

  /** Tells nothing any more. */
  public void close() {
    sessions.values().forEach(Session::close);
    sessions.clear();
  }
}
