package dev.pubsub.ws.control;

import dev.pubsub.PublishResult;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.ws.phoenix.BadRequest;
import java.io.Serial;
import java.time.Duration;
import java.util.Set;

/** A request on the control channel that is answered with an error. */
final class Refusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** Codes of the bus that a client is told as they are. */
  private static final Set<String> TOLD = Set.of("TOPIC_NOT_FOUND", "FORBIDDEN", "RATE_LIMITED");

  private static final Set<String> CALLERS_FAULT =
      Set.of("BAD_TOPIC", "BAD_PATTERN", "BAD_SELECTION", "BAD_OPTION");

  private final String code;
  private final String sentence;
  private final Duration retryAfter;

  private Refusal(String code, String sentence, Duration retryAfter) {
    super(sentence, null, false, false);
    this.code = code;
    this.sentence = sentence;
    this.retryAfter = retryAfter;
  }

  Refusal(String code, String sentence) {
    this(code, sentence, Duration.ZERO);
  }

  static Refusal of(BadRequest e) {
    return new Refusal(BadRequest.CODE, e.sentence());
  }

  static Refusal of(PubSubException e, String otherwise) {
    return new Refusal(code(e.code(), otherwise), e.getMessage(), e.retryAfter());
  }

  static Refusal of(PublishResult.Rejected rejected) {
    return new Refusal(
        code(rejected.code(), "PUBLISH_FAILED"), rejected.reason(), rejected.retryAfter());
  }

  private static String code(ErrorCode code, String otherwise) {
    if (CALLERS_FAULT.contains(code.name())) {
      return BadRequest.CODE;
    }
    return TOLD.contains(code.name()) ? code.name() : otherwise;
  }

  String code() {
    return code;
  }

  String sentence() {
    return sentence;
  }

  /** When the same request may succeed; zero when time alone will not mend it. */
  Duration retryAfter() {
    return retryAfter;
  }
}
