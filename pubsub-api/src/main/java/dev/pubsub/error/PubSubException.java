package dev.pubsub.error;

import java.io.Serial;
import java.time.Duration;
import java.util.Objects;

/** A call that cannot be carried out, with the stable code of the reason. */
public final class PubSubException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final transient Duration retryAfter;

  /**
   * A refusal.
   *
   * @param code the stable code
   * @param message one sentence that says what is wrong and what would be right
   */
  public PubSubException(ErrorCode code, String message) {
    this(code, message, Duration.ZERO);
  }

  /**
   * A refusal that time may mend.
   *
   * @param code the stable code
   * @param message one sentence that says what is wrong and what would be right
   * @param retryAfter when the same call may succeed; zero when time alone will not mend it
   */
  public PubSubException(ErrorCode code, String message, Duration retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * A refusal that another exception caused.
   *
   * @param code the stable code
   * @param message one sentence that says what is wrong and what would be right
   * @param cause the exception behind it
   */
  public PubSubException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfter = Duration.ZERO;
  }

  /**
   * What is wrong and what would be right.
   *
   * @return one sentence
   */
  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  /**
   * The stable code.
   *
   * @return the code
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * When the same call may succeed.
   *
   * @return zero when time alone will not mend it
   */
  public Duration retryAfter() {
    return retryAfter;
  }
}
