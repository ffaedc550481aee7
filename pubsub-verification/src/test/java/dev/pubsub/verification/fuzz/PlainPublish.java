package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may be published by HTTP, as the contract has it. */
final class PlainPublish {

  private static final int LONGEST = 255;
  private static final int MOST = 1000;
  private static final List<String> PRIORITIES = List.of("low", "normal", "high");
  private static final long YEAR = Duration.ofDays(365).toMillis();

  private PlainPublish() {}

  /**
   * Whether something comes of it.
   *
   * @param header the header Idempotency-Key
   */
  static boolean isRight(Object value, Optional<String> header) {
    if (!(value instanceof Map<?, ?> fields)) {
      return false;
    }
    if (fields.get("messages") != null) {
      return header.isEmpty()
          && fields.get("topic") == null
          && fields.get("messages") instanceof List<?> list
          && !list.isEmpty()
          && list.size() <= MOST
          && list.stream().allMatch(PlainPublish::isMessage)
          && list.stream().anyMatch(each -> isPublic(((Map<?, ?>) each).get("topic")));
    }
    return fields.get("message") != null
        && isPublic(fields.get("topic"))
        && haveOptions(fields)
        && isSpan(fields.get("delay_ms"))
        && (header.isEmpty() || fields.get("dedup_id") == null || "".equals(fields.get("dedup_id")))
        && header.map(PlainPublish::isKey).orElse(true);
  }

  private static boolean isMessage(Object message) {
    return message instanceof Map<?, ?> fields
        && fields.get("topic") instanceof String
        && fields.get("payload") != null
        && fields.get("event") != null
        && isName(fields.get("event"))
        && fields.get("delay_ms") == null
        && haveOptions(fields);
  }

  private static boolean haveOptions(Map<?, ?> fields) {
    return isName(fields.get("type"))
        && isName(fields.get("key"))
        && isName(fields.get("dedup_id"))
        && (fields.get("priority") == null || PRIORITIES.contains(fields.get("priority")))
        && isSpan(fields.get("ttl_ms"));
  }

  private static boolean isName(Object name) {
    return name == null || (name instanceof String text && text.getBytes(UTF_8).length <= LONGEST);
  }

  private static boolean isSpan(Object millis) {
    return millis == null
        || ((millis instanceof Integer || millis instanceof Long)
            && ((Number) millis).longValue() > 0
            && ((Number) millis).longValue() <= YEAR);
  }

  private static boolean isKey(String header) {
    String key = header.strip();
    boolean quoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
    int length = quoted ? key.length() - 2 : key.length();
    return length > 0 && length <= LONGEST;
  }

  private static boolean isPublic(Object topic) {
    return topic instanceof String name
        && PlainTopics.isName(name)
        && !name.equals("$sys")
        && !name.startsWith("$sys:");
  }
}
