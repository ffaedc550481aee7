package dev.pubsub.server.commandline;

/** What was said cannot be meant. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Wrong use.
   *
   * @param sentence what is wrong
   */
  public UsageException(String sentence) {
    super(sentence);
  }

  /**
   * Wrong use, found by somebody else.
   *
   * @param sentence what is wrong
   * @param cause who found it
   */
  public UsageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
