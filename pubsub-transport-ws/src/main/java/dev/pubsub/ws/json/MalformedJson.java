package dev.pubsub.ws.json;

import java.io.Serial;

/** Bytes that are not JSON, or JSON beyond the limits. */
public final class MalformedJson extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean limitBroken;

  /** It carries no stack trace, since strangers can cause it at will. */
  MalformedJson(String sentence, boolean limitBroken) {
    super(sentence, null, false, false);
    this.limitBroken = limitBroken;
  }

  /**
   * What is wrong.
   *
   * @return one sentence, without anything of the input
   */
  public String sentence() {
    String message = getMessage();
    return message == null ? "not JSON" : message;
  }

  /**
   * Whether it may be JSON, but beyond what is read here.
   *
   * @return true when a limit was the reason
   */
  public boolean limitBroken() {
    return limitBroken;
  }
}
