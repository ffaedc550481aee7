package dev.pubsub.ws.publish;

import dev.pubsub.PublishOptions;
import dev.pubsub.RequestOptions;
import dev.pubsub.Scheduled;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.ws.phoenix.Limits;
import java.time.Duration;
import java.util.Map;

/**
 * The fields of a publish beside topic and message: {@code type}, {@code key}, {@code priority},
 * {@code ttl_ms}, {@code headers}, {@code dedup_id}, {@code delay_ms}; of a question {@code
 * timeout_ms}. Each may be left out.
 *
 * @param fields an object of JSON
 */
public record PublishFields(Map<?, ?> fields) {

  /** The longest that a client may wait for a reply. */
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

  /**
   * The options that the fields ask for.
   *
   * @return the options
   * @throws PubSubException with BAD_OPTION when a field is not what it must be
   */
  public PublishOptions options() {
    return PublishOptions.ofType(name("type"))
        .withKey(name("key"))
        .withPriority(priority())
        .withTtl(millis("ttl_ms", PublishOptions.MAX_TTL))
        .withHeaders(headers())
        .withDeduplicationId(name("dedup_id"));
  }

  /**
   * How much later it is to be published.
   *
   * @return zero when the fields do not say
   * @throws PubSubException with BAD_OPTION when {@code delay_ms} is not what it must be
   */
  public Duration delay() {
    return millis("delay_ms", Scheduled.MAX_DELAY);
  }

  /**
   * How long to wait for a reply, where it is a question.
   *
   * @return five seconds when the fields do not say
   * @throws PubSubException with BAD_OPTION when {@code timeout_ms} is not what it must be
   */
  public Duration timeout() {
    Duration timeout = millis("timeout_ms", MAX_TIMEOUT);
    return timeout.isZero() ? RequestOptions.DEFAULT.timeout() : timeout;
  }

  private String name(String field) {
    Object name = fields.get(field);
    if (name == null) {
      return "";
    }
    if (name instanceof String text && !Limits.tooLong(text)) {
      return text;
    }
    throw bad(field, "a string of at most " + Limits.NAME_BYTES + " bytes");
  }

  private Headers headers() {
    Object headers = fields.get("headers");
    if (headers == null) {
      return Headers.NONE;
    }
    if (!(headers instanceof Map<?, ?> texts)) {
      throw bad("headers", "an object whose values are strings");
    }
    Headers made = Headers.NONE;
    for (Map.Entry<?, ?> each : texts.entrySet()) {
      if (!(each.getValue() instanceof String text)) {
        throw bad("headers", "an object whose values are strings");
      }
      made = made.with(each.getKey().toString(), text);
    }
    return made;
  }

  private Priority priority() {
    Object priority = fields.get("priority");
    if (priority == null) {
      return Priority.NORMAL;
    }
    return switch (priority.toString()) {
      case "low" -> Priority.LOW;
      case "normal" -> Priority.NORMAL;
      case "high" -> Priority.HIGH;
      default -> throw bad("priority", "low, normal or high");
    };
  }

  /** A span of time; zero, which stands for none, cannot be asked for. */
  private Duration millis(String field, Duration longest) {
    Object millis = fields.get(field);
    if (millis == null) {
      return Duration.ZERO;
    }
    if (millis instanceof Integer || millis instanceof Long) {
      long count = ((Number) millis).longValue();
      if (count >= 1 && count <= longest.toMillis()) {
        return Duration.ofMillis(count);
      }
    }
    throw bad(field, "a whole number of milliseconds from 1 to " + longest.toMillis());
  }

  private static PubSubException bad(String field, String wanted) {
    return new PubSubException(StandardError.BAD_OPTION, "'" + field + "' must be " + wanted);
  }
}
