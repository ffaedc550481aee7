package dev.pubsub.server.client;

import java.io.Serial;

/** What a client command was asked for did not happen: a code and one sentence for the user. */
public final class ClientException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A failure.
   *
   * @param code upper case letters and underscores; the server's own code where it gave one
   * @param sentence what is wrong and, where there is one, the way out
   */
  public ClientException(String code, String sentence) {
    super(sentence);
    this.code = code;
  }

  /**
   * A failure that another exception caused.
   *
   * @param code upper case letters and underscores
   * @param sentence what is wrong and, where there is one, the way out
   * @param cause the exception behind it
   */
  public ClientException(String code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.code = code;
  }

  /**
   * The stable code.
   *
   * @return upper case letters and underscores
   */
  public String code() {
    return code;
  }
}
