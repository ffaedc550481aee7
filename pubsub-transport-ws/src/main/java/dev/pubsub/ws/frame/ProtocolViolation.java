package dev.pubsub.ws.frame;

import java.io.Serial;

/** A client broke the protocol or a limit; its connection has to be closed. */
public final class ProtocolViolation extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final int closeCode;

  /**
   * A violation. It carries no stack trace, since strangers can cause it at will.
   *
   * @param closeCode one of {@link CloseCode}
   * @param reason a short sentence for the close frame, at most 123 bytes
   */
  public ProtocolViolation(int closeCode, String reason) {
    super(reason, null, false, false);
    this.closeCode = closeCode;
  }

  /**
   * The code to close with.
   *
   * @return one of {@link CloseCode}
   */
  public int closeCode() {
    return closeCode;
  }

  /**
   * What was wrong.
   *
   * @return a short sentence
   */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
