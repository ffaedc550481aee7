package dev.pubsub.monitoring.alert;

import dev.pubsub.monitoring.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what a webhook is sent. */
final class WebhookBody {

  /** What an event may have: "Send an Alert Event" of PagerDuty's Events API v2. */
  private static final int LONGEST_SUMMARY = 1024;

  private static final int LONGEST_KEY = 255;

  private final WebhookFormat format;
  private final String routingKey;

  /**
   * Ready.
   *
   * @param routingKey of the integration with PagerDuty; of no meaning to others
   */
  WebhookBody(WebhookFormat format, String routingKey) {
    this.format = format;
    this.routingKey = routingKey;
  }

  byte[] of(Notice notice) {
    return Json.write(format == WebhookFormat.JSON ? notice.fields() : event(notice));
  }

  private Map<String, Object> event(Notice notice) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("routing_key", routingKey);
    event.put("event_action", notice.isOver() ? "resolve" : "trigger");
    event.put("dedup_key", key(notice));
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("summary", cut(notice.message()));
    payload.put("source", notice.node());
    payload.put("severity", notice.severity().word());
    payload.put("timestamp", notice.since().toString());
    payload.put("component", notice.bus());
    payload.put("group", "pubsub");
    payload.put("class", notice.kind());
    payload.put("custom_details", notice.fields());
    event.put("payload", payload);
    return event;
  }

  private static String cut(String summary) {
    return summary.substring(0, Math.min(summary.length(), LONGEST_SUMMARY));
  }

  private static String key(Notice notice) {
    String key = notice.key();
    return key.length() > LONGEST_KEY ? "pubsub/" + digest(key) : key;
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
