package dev.pubsub.ws.control;

import dev.pubsub.PublishResult;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import java.io.Serial;
import java.util.Set;

/** A request on the control channel that is answered with an error. */
final class Refusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** Codes of the bus that a client is told as they are. */
  private static final Set<String> TOLD = Set.of("TOPIC_NOT_FOUND", "FORBIDDEN", "RATE_LIMITED");

  private static final Set<String> CALLERS_FAULT = Set.of("BAD_TOPIC", "BAD_PATTERN", "BAD_OPTION");

  private final String code;

  Refusal(String code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }

  static Refusal of(PubSubException e, String otherwise) {
    return new Refusal(code(e.code(), otherwise), e.getMessage() == null ? "" : e.getMessage());
  }

  static Refusal of(PublishResult.Rejected rejected) {
    return new Refusal(code(rejected.code(), "PUBLISH_FAILED"), rejected.reason());
  }

  private static String code(ErrorCode code, String otherwise) {
    if (CALLERS_FAULT.contains(code.name())) {
      return Answers.BAD_REQUEST;
    }
    return TOLD.contains(code.name()) ? code.name() : otherwise;
  }

  String code() {
    return code;
  }

  String sentence() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
