package dev.pubsub.error;

import java.io.Serial;
import java.util.Objects;

/** A call that cannot be carried out, with the stable code of the reason. */
public final class PubSubException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;

  /**
   * A refusal.
   *
   * @param code the stable code
   * @param message one sentence that says what is wrong and what would be right
   */
  public PubSubException(ErrorCode code, String message) {
    super(message);
    this.code = code;
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
}
